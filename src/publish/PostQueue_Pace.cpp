#include "PostQueue.hpp"

#include <algorithm>

// How fast the one upload goes while OBS is live.
namespace DirectPost::Publish {

void PostQueue::setPace(const PaceSettings &settings)
{
	paceSettings_ = settings;
	stepPace();
	noteChange();
	drive();
}

void PostQueue::noteShow(const ShowHealth &show)
{
	const bool wasWaiting = waitsForStream();
	const bool isNews = show.isLive != show_.isLive || show.bitrate_bps != show_.bitrate_bps;
	show_ = show;
	stepPace();
	if (isNews)
		noteChange();
	if (wasWaiting && !waitsForStream())
		drive();
}

void PostQueue::stepPace()
{
	const auto before = pace_->limit_bytesPerSecond();
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
	if (pace_->limit_bytesPerSecond() != before)
		noteChange();
}

bool PostQueue::waitsForStream() const
{
	return show_.isLive && paceSettings_.mode == PaceMode::AfterStream;
}

} // namespace DirectPost::Publish
