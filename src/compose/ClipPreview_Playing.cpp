#include "ClipPreviewPrivate.hpp"
#include "Image.hpp"

#include <algorithm>
#include <limits>

namespace DirectPost::Compose {

namespace {

constexpr auto kBehind = std::chrono::milliseconds(300); // more than that is not caught up with

} // namespace

bool ClipPreview::Private::isCurrent(const Playing &playing)
{
	const std::scoped_lock lock(mutex);
	return playing.number == playNumber;
}

void ClipPreview::Private::endPlaying(const Playing &playing)
{
	tell([this, number = playing.number] {
		{
			const std::scoped_lock lock(mutex);
			if (number != playNumber)
				return;
		}
		isPlaying = false;
		emit self.playedToEnd();
	});
}

void ClipPreview::Private::beginPlaying(Playing playing, const std::stop_token &stop)
{
	if (!isCurrent(playing) || !open(pictures, stop))
		return endPlaying(playing);
	const Request first{.view = playing.view, .time_ms = playing.from_ms, .seek = Preview::Seek::Exact};
	const auto shown_ms = showBoth(first, stop);
	if (!shown_ms) {
		tellFailed(shown_ms.error());
		return endPlaying(playing);
	}
	playing.from_ms = *shown_ms;
	playing.began = SteadyClock::now();
	playOn(std::move(playing), stop);
}

// The next picture is made before it is due, and waits on the lane.
void ClipPreview::Private::playOn(Playing playing, const std::stop_token &stop)
{
	if (!isCurrent(playing) || stop.stop_requested())
		return;
	const View &seen = playing.view;
	const bool isUpright = seen.plan.layout.isUpright();
	auto next = isUpright ? pictures->nextPlannedFrame(seen.plan, seen.plannedBox, stop)
			      : pictures->nextFrame(seen.sourceBox, stop);
	if (!next || next->picture.rgba.empty() || next->time_ms >= playing.end_ms) {
		if (!next)
			tellFailed(next.error());
		return endPlaying(playing);
	}
	const auto due = playing.began + std::chrono::milliseconds(next->time_ms - playing.from_ms);
	const auto now = SteadyClock::now();
	if (now - due > kBehind) { // a slow machine plays slower
		playing.began += now - due;
	}
	const auto wait =
		std::max(std::chrono::milliseconds(0), std::chrono::ceil<std::chrono::milliseconds>(due - now));
	pictureLane.submit(
		[this, playing = std::move(playing), shown = std::move(*next)](const std::stop_token &later) {
			if (!isCurrent(playing))
				return;
			showPlayed(playing, shown);
			playOn(playing, later);
		},
		wait);
}

void ClipPreview::Private::showPlayed(const Playing &playing, const Preview::Shown &shown)
{
	PreviewPicture picture;
	picture.time_ms = shown.time_ms;
	(playing.view.plan.layout.isUpright() ? picture.planned : picture.source) = imageFrom(shown.picture);
	tellShown(std::move(picture));
}

void ClipPreview::play(int64_t from_ms)
{
	d_->rest.stop();
	d_->isPlaying = true;
	Private::Playing playing{.view = d_->view, .from_ms = from_ms, .began = {}};
	playing.end_ms = d_->view.plan.end_ms.value_or(std::numeric_limits<int64_t>::max());
	{
		const std::scoped_lock lock(d_->mutex);
		d_->requested.reset();
		playing.number = ++d_->playNumber;
	}
	d_->pictureLane.submit(
		[d = d_.get(), playing](const std::stop_token &stop) { d->beginPlaying(playing, stop); });
}

void ClipPreview::pause()
{
	d_->isPlaying = false;
	const std::scoped_lock lock(d_->mutex);
	++d_->playNumber;
}

bool ClipPreview::isPlaying() const
{
	return d_->isPlaying;
}

} // namespace DirectPost::Compose
