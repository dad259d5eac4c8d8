#include "PaceController.hpp"

#include <algorithm>
#include <cmath>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

constexpr double kLeast_bytesPerSecond = 16'000;
constexpr double kUnknownLine_bytesPerSecond = 100'000; // to begin with
constexpr double kFirstShare = 0.5;                     // of what the stream leaves, to begin with
constexpr double kCongested = 0.1;
constexpr auto kHold = 10s;
constexpr auto kBetweenHalvings = 500ms;
constexpr auto kLongestQueue = 30ms;
constexpr auto kShortestCountsFor = 10min; // a route may change
constexpr auto kGiveWayPause = 500ms;      // the smoothed round trip follows late
constexpr double kGivesWayTo = 0.85;
constexpr double kFastClimb = 0.30; // a second, while nothing ever went wrong
constexpr double kClimb = 0.05;
constexpr double kCarefulClimb = 0.01; // beyond what went wrong before
constexpr double kCareful = 0.9;       // of the ceiling

} // namespace

std::optional<int64_t> PaceController::step(Time now, const PaceSettings &settings, const Signals &signs)
{
	if (settings.mode == PaceMode::FixedCap)
		return settings.cap_bytesPerSecond;
	const bool isPolite = signs.show.isLive && settings.mode != PaceMode::FullSpeed;
	if (!isPolite || !signs.isSending) {
		forget();
		lastShow_ = signs.show;
		if (!isPolite)
			return std::nullopt;
		return static_cast<int64_t>(firstSpeed(signs));
	}
	if (speed_ <= 0)
		speed_ = firstSpeed(signs);
	adjust(now, signs);
	speed_ = std::max(speed_, kLeast_bytesPerSecond);
	lastStep_ = now;
	lastShow_ = signs.show;
	return static_cast<int64_t>(std::max(speed_, signs.least_bytesPerSecond));
}

double PaceController::firstSpeed(const Signals &signs) const
{
	const double left = signs.line_bytesPerSecond - static_cast<double>(signs.show.bitrate_bps) / 8;
	const double first = signs.line_bytesPerSecond > 0 ? left * kFirstShare : kUnknownLine_bytesPerSecond;
	return std::max(first, kLeast_bytesPerSecond);
}

// Frames that were dropped before we began are not our doing; a count that begins anew is another stream's.
bool PaceController::isStreamInTrouble(const ShowHealth &show) const
{
	const bool hasDropped = lastShow_.isLive && show.droppedFrames > lastShow_.droppedFrames;
	return hasDropped || show.congestion > kCongested || show.isReconnecting;
}

void PaceController::adjust(Time now, const Signals &signs)
{
	const double time_s = lastStep_ ? std::min(Seconds(now - *lastStep_).count(), 1.0) : 0;
	if (isStreamInTrouble(signs.show)) {
		const bool isHalvedAlready = heldUntil_ && *heldUntil_ - kHold + kBetweenHalvings > now;
		if (isHalvedAlready)
			return;
		if (!heldUntil_ || *heldUntil_ <= now)
			ceiling_ = speed_;
		speed_ /= 2;
		heldUntil_ = now + kHold;
		return;
	}
	if (signs.roundTrip) {
		if (!shortest_ || *signs.roundTrip <= *shortest_ || now - shortestAt_ > kShortestCountsFor) {
			shortest_ = signs.roundTrip;
			shortestAt_ = now;
		}
		if (*signs.roundTrip - *shortest_ > kLongestQueue) {
			if (!gaveWayAt_ || now - *gaveWayAt_ >= kGiveWayPause) {
				ceiling_ = speed_;
				speed_ *= kGivesWayTo;
				gaveWayAt_ = now;
			}
			return;
		}
	}
	const bool isHeld = heldUntil_ && now < *heldUntil_;
	if (!isHeld && signs.isHeldBack) // else the limit is not what slows us down
		climb(now, time_s);
}

void PaceController::climb(Time now, double time_s)
{
	if (gaveWayAt_ && now - *gaveWayAt_ < kGiveWayPause)
		return;
	const double rate = !ceiling_ ? kFastClimb : speed_ < *ceiling_ * kCareful ? kClimb : kCarefulClimb;
	speed_ *= std::pow(1 + rate, time_s);
}

void PaceController::forget()
{
	speed_ = 0;
	ceiling_.reset();
	heldUntil_.reset();
	gaveWayAt_.reset();
	lastStep_.reset();
}

} // namespace DirectPost::Publish
