#include "PostQueue.hpp"

#include "RetryPolicy.hpp"

#include <algorithm>
#include <ctime>

// How fast the one upload goes while OBS is live.
namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;

constexpr auto kTooLittleFor = 1min;

int minuteOfDay(WallTime now)
{
	const std::time_t time = std::chrono::system_clock::to_time_t(now);
	std::tm local = {};
#ifdef _WIN32
	localtime_s(&local, &time);
#else
	localtime_r(&time, &local);
#endif
	return local.tm_hour * 60 + local.tm_min;
}

} // namespace

void PostQueue::setPace(const PaceSettings &settings)
{
	paceSettings_ = settings;
	stepPace();
	noteChange();
	drive();
}

void PostQueue::noteShow(const StreamHealth &show)
{
	const bool isNews = show.isLive != show_.isLive || show.bitrate_bps != show_.bitrate_bps;
	show_ = show;
	hasBeenLive_ = hasBeenLive_ || show.isLive;
	stepPace();
	if (!isNews)
		return;
	noteChange();
	drive();
}

void PostQueue::stepPace()
{
	const auto before = pace_->limit_bytesPerSecond();
	PaceController::Signals signs{.show = show_,
				      .isHeldBack = pace_->takeHeldBack(),
				      .line_bytesPerSecond = store_ ? store_->lastSpeed() : 0,
				      .minuteOfDay = minuteOfDay(clock_.wallNow())};
	std::shared_ptr<Worker> sending;
	for (const auto &[id, worker] : workers_) {
		if (!worker->isSending())
			continue;
		sending = worker;
		signs.isSending = true;
		signs.roundTrip = worker->roundTrip();
		if (paceSettings_.mode != PaceMode::AfterStream) // who chose that has agreed to begin anew
			signs.least_bytesPerSecond = worker->least_bytesPerSecond();
	}
	pace_->limitTo(paceController_.step(clock_.steadyNow(), paceSettings_, signs));
	if (pace_->limit_bytesPerSecond() != before)
		noteChange();
	if (sending)
		giveUpInTime(*sending);
}

// The upload's hour needs more than the stream leaves, and that for a while. Better to begin anew after the stream than
// to press on it, or to find out in the last minute.
void PostQueue::giveUpInTime(Worker &worker)
{
	const double left_bytesPerSecond = paceController_.polite_bytesPerSecond();
	const bool isTooLittle =
		left_bytesPerSecond > 0 && worker.least_bytesPerSecond() > kTooSlowBy * left_bytesPerSecond;
	if (!isTooLittle)
		return tooLittleSince_.reset();
	if (!tooLittleSince_)
		tooLittleSince_ = clock_.steadyNow();
	if (clock_.steadyNow() - *tooLittleSince_ < kTooLittleFor)
		return;
	tooLittleSince_.reset();
	worker.giveWay();
}

HeldBackBy PostQueue::heldBackBy() const
{
	if (show_.isLive && givesWay(paceSettings_))
		return HeldBackBy::Stream;
	return pace_->isLimited() ? HeldBackBy::Cap : HeldBackBy::Nobody;
}

double PostQueue::expected_bytesPerSecond() const
{
	const double line_bytesPerSecond = store_ ? store_->lastSpeed() : 0;
	return expectedSpeed(line_bytesPerSecond, paceSettings_, show_, minuteOfDay(clock_.wallNow()));
}

// One that was not begun yet.
bool PostQueue::waitsForStream(const Job &job) const
{
	if (!show_.isLive)
		return false;
	if (job.when.what == WaitsFor::StreamEnd)
		return true;
	if (!givesWay(paceSettings_))
		return false;
	const bool hasGivenWay = job.error && job.error->kind == ErrorKind::SlowLine;
	return paceSettings_.mode == PaceMode::AfterStream || hasGivenWay ||
	       isDoubtful(expected_bytesPerSecond(), job.size_bytes());
}

// Of a post that may not be done within its hour because OBS is live.
void PostQueue::offerWaysOut(JobSnapshot &job) const
{
	const bool isSlow = job.error && job.error->kind == ErrorKind::SlowLine;
	if (!isSlow || !show_.isLive || job.stage > JobStage::Uploading)
		return;
	if (job.waitsForStream && paceSettings_.mode != PaceMode::AfterStream)
		job.error->code = kWaitsForStream;
	job.mayGoFaster = paceSettings_.mode != PaceMode::FullSpeed;
	job.mayWaitForStream = paceSettings_.mode != PaceMode::AfterStream && !job.waitsForStream;
}

} // namespace DirectPost::Publish
