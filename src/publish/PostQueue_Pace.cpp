#include "PostQueue.hpp"

#include <algorithm>

// How fast the one upload goes while OBS is live.
namespace DirectPost::Publish {

void PostQueue::setPace(const PaceSettings &settings)
{
	paceSettings_ = settings;
	stepPace();
	drive();
}

void PostQueue::noteShow(const ShowHealth &show)
{
	const bool wasWaiting = waitsForStream();
	show_ = show;
	stepPace();
	if (wasWaiting && !waitsForStream())
		drive();
}

void PostQueue::stepPace()
{
	const PaceState before = paceState();
	PaceController::Signals signs{.show = show_,
				      .isHeldBack = pace_->takeHeldBack(),
				      .line_bytesPerSecond = store_ ? store_->lastSpeed() : 0};
	for (const auto &[id, worker] : workers_) {
		if (!worker->isSending())
			continue;
		signs.isSending = true;
		signs.roundTrip = worker->roundTrip();
		signs.least_bytesPerSecond = worker->least_bytesPerSecond();
	}
	pace_->limitTo(paceController_.step(clock_.steadyNow(), paceSettings_, signs));
	if (paceState() != before)
		noteChange();
}

bool PostQueue::waitsForStream() const
{
	return show_.isLive && paceSettings_.mode == PaceMode::AfterStream;
}

PaceState PostQueue::paceState() const
{
	return {.settings = paceSettings_,
		.isLive = show_.isLive,
		.streamBitrate_bps = show_.bitrate_bps,
		.limit_bytesPerSecond = pace_->limit_bytesPerSecond().value_or(-1)};
}

} // namespace DirectPost::Publish
