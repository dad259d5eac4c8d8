#include "PaceController.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

constexpr double kUnknownLine_bytesPerSecond = 100'000; // to begin with
constexpr double kFirstShare = 0.5;                     // of what the stream leaves, to begin with
constexpr double kCongested = 0.1;
constexpr double kSendsLess = 0.75; // of the usual
constexpr double kSendsAsUsual = 0.9;
constexpr double kLearns = 0.025; // of each look: ten seconds
constexpr auto kHold = 10s;
constexpr auto kBetweenHalvings = 500ms;
constexpr auto kLongestQueue = 30ms;
// Below, the receiver waits for a second full packet before it says that it has the first (RFC 9293, 3.8.6.3).
constexpr double kTelling_bytesPerSecond = 64'000;
constexpr auto kShortestCountsFor = 10min; // a route may change; then it is looked for without the queue that we make
constexpr auto kLooksAfreshFor = 2s;
constexpr auto kGiveWayPause = 500ms; // the smoothed round trip follows late
constexpr double kGivesWayBy = 0.2;   // at most: where the queue is twice as long
constexpr double kFastClimb = 0.20;   // a second, while nothing ever went wrong
constexpr double kClimb = 0.05;
constexpr double kCarefulClimb = 0.01; // about where it went wrong before
constexpr double kNear = 0.1;          // of the ceiling; beyond, the line has become faster

} // namespace

std::optional<int64_t> PaceController::step(Time now, const PaceSettings &settings, const Signals &signs)
{
	beginsToSendLess_ = beginsToSendLess(signs.show);
	const auto cap = capAt(settings, signs.minuteOfDay);
	const bool isPolite = signs.show.isLive && givesWay(settings);
	if (!isPolite || !signs.isSending)
		forget();
	std::optional<double> polite;
	if (isPolite)
		polite = signs.isSending ? politeSpeed(now, signs) : firstSpeed(signs);
	if (cap)
		speed_ = std::min(speed_, static_cast<double>(*cap)); // no climbing where it leads nowhere
	lastShow_ = signs.show;
	if (!polite)
		return cap;
	const auto limit = static_cast<int64_t>(*polite);
	return cap ? std::min(limit, *cap) : limit;
}

double PaceController::politeSpeed(Time now, const Signals &signs)
{
	if (speed_ <= 0)
		speed_ = firstSpeed(signs);
	adjust(now, signs);
	speed_ = std::max(speed_, kLeastPolite_bytesPerSecond);
	lastStep_ = now;
	const double now_bytesPerSecond = looksAfresh(now) ? speed_ / 2 : speed_;
	return std::max(now_bytesPerSecond, signs.least_bytesPerSecond);
}

double PaceController::firstSpeed(const Signals &signs) const
{
	const double left = signs.line_bytesPerSecond - static_cast<double>(signs.show.bitrate_bps) / 8;
	const double first = signs.line_bytesPerSecond > 0 ? left * kFirstShare : kUnknownLine_bytesPerSecond;
	return std::max(first, kLeastPolite_bytesPerSecond);
}

// Frames that were dropped before we began are not our doing; a count that begins anew is another stream's.
bool PaceController::isStreamInTrouble(const StreamHealth &show) const
{
	const bool hasDropped = lastShow_.isLive && show.droppedFrames > lastShow_.droppedFrames;
	return hasDropped || show.congestion > kCongested || show.isReconnecting || beginsToSendLess_;
}

// The only sign of a stream's own that SRT and WHIP give. What is usual is learnt, for not every encoder fills its
// rate; and only the beginning counts, for pictures that hardly move need less as well.
bool PaceController::beginsToSendLess(const StreamHealth &show)
{
	if (!show.isLive || show.sent_bps == 0 || show.bitrate_bps == 0) {
		usualShare_ = 0;
		return false;
	}
	const double share = static_cast<double>(show.sent_bps) / static_cast<double>(show.bitrate_bps);
	usualShare_ = usualShare_ == 0 ? share : usualShare_ + kLearns * (share - usualShare_);
	const bool sendsLess = share < usualShare_ * (sendsLess_ ? kSendsAsUsual : kSendsLess);
	return std::exchange(sendsLess_, sendsLess) != sendsLess && sendsLess;
}

void PaceController::adjust(Time now, const Signals &signs)
{
	const double time_s = lastStep_ ? std::min(Seconds(now - *lastStep_).count(), 1.0) : 0;
	if (isStreamInTrouble(signs.show)) {
		const bool isHalvedAlready = heldUntil_ && *heldUntil_ - kHold + kBetweenHalvings > now;
		return isHalvedAlready ? void() : halve(now);
	}
	const double queue = queueOf(now, signs);
	const bool isDraining = queue < std::exchange(queue_, queue);
	if (queue > 1)
		return isDraining ? void() : giveWay(now, queue);
	const bool isHeld = (heldUntil_ && now < *heldUntil_) || looksAfresh(now);
	if (!isHeld && signs.isHeldBack) // else the limit is not what slows us down
		climb(now, time_s * (1 - std::max(queue, 0.0)));
}

// What our round trip says about the line's queue: 1 is as long as we make it. Also the least of the last looks counts
// only, for one alone may stand behind a large picture of the stream.
double PaceController::queueOf(Time now, const Signals &signs)
{
	if (!signs.roundTrip)
		return 0;
	if (shortest_ && now - shortestAt_ > kShortestCountsFor) {
		shortest_.reset();
		looksAfreshUntil_ = now + kLooksAfreshFor;
	}
	if (!shortest_ || *signs.roundTrip <= *shortest_) {
		shortest_ = signs.roundTrip;
		shortestAt_ = now;
	}
	std::ranges::rotate(lastRoundTrips_, lastRoundTrips_.begin() + 1);
	lastRoundTrips_.back() = *signs.roundTrip;
	if (speed_ < kTelling_bytesPerSecond || looksAfresh(now))
		return 0;
	return Seconds(std::ranges::min(lastRoundTrips_) - *shortest_) / kLongestQueue;
}

void PaceController::giveWay(Time now, double queue)
{
	if (gaveWayAt_ && now - *gaveWayAt_ < kGiveWayPause)
		return;
	ceiling_ = speed_;
	speed_ *= 1 - kGivesWayBy * std::min(queue - 1, 1.0);
	gaveWayAt_ = now;
}

void PaceController::halve(Time now)
{
	if (!heldUntil_ || *heldUntil_ <= now)
		ceiling_ = speed_;
	speed_ /= 2;
	heldUntil_ = now + kHold;
}

void PaceController::climb(Time now, double time_s)
{
	if (gaveWayAt_ && now - *gaveWayAt_ < kGiveWayPause)
		return;
	const bool isNearCeiling = ceiling_ && std::abs(speed_ / *ceiling_ - 1) < kNear;
	const double rate = !ceiling_ ? kFastClimb : isNearCeiling ? kCarefulClimb : kClimb;
	speed_ *= std::pow(1 + rate, time_s);
}

void PaceController::forget()
{
	speed_ = 0;
	ceiling_.reset();
	heldUntil_.reset();
	gaveWayAt_.reset();
	lastStep_.reset();
	lastRoundTrips_ = {};
	queue_ = 0;
}

} // namespace DirectPost::Publish
