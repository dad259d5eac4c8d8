#include "ClipPreviewPrivate.hpp"
#include "Image.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <thread>

namespace DirectPost::Compose {

namespace {

constexpr auto kRest = std::chrono::milliseconds(80); // of a handle, until the exact picture is worth its work
constexpr auto kGone = "file_missing";
constexpr auto kLastWorkMayTake = std::chrono::milliseconds(500); // while the editor closes

Media::Size sizeOf(QSize box_px)
{
	return {.width_px = std::max(1, box_px.width()), .height_px = std::max(1, box_px.height())};
}

} // namespace

void ClipPreview::Private::tellFailed(const Error &error)
{
	if (error.kind != ErrorKind::Cancelled)
		tell([this, error] { emit self.failed(error); });
}

// Only the latest of each waits for the UI thread.
void ClipPreview::Private::tellShown(PreviewPicture picture)
{
	{
		const std::scoped_lock lock(mutex);
		const bool isWaiting = fresh.has_value();
		if (isWaiting && picture.source.isNull())
			picture.source = fresh->source;
		if (isWaiting && picture.planned.isNull())
			picture.planned = fresh->planned;
		fresh = std::move(picture);
		if (isWaiting)
			return;
	}
	tell([this] {
		std::optional<PreviewPicture> latest;
		{
			const std::scoped_lock lock(mutex);
			latest = std::exchange(fresh, {});
		}
		if (latest)
			emit self.shown(*latest);
	});
}

// Also whether the file is still there: one that is open can be read for a while although it is gone.
bool ClipPreview::Private::open(std::unique_ptr<Preview> &preview, const std::stop_token &stop)
{
	std::error_code ignored;
	if (!std::filesystem::exists(file, ignored)) {
		preview.reset();
		tellFailed(fileError(ErrorKind::ClipFile, kGone, file, "while it was edited"));
		return false;
	}
	if (preview)
		return true;
	auto opened = Preview::open(file, stop);
	if (!opened) {
		tellFailed(opened.error());
		return false;
	}
	preview = std::move(*opened);
	tell([this, known = preview->facts()] {
		if (std::exchange(facts, known))
			return;
		emit self.opened();
	});
	return true;
}

void ClipPreview::Private::ask(int64_t time_ms, Preview::Seek seek)
{
	const std::scoped_lock lock(mutex);
	++playNumber;
	requested = Request{.view = view, .time_ms = time_ms, .seek = seek};
	// A key frame is there at once, and not to wait for an exact picture that nobody wants any more.
	if (running == Preview::Seek::Exact && seek == Preview::Seek::KeyFrame)
		runningStop.request_stop();
	if (!std::exchange(isWorkWaiting, true))
		pictureLane.submit([this](const std::stop_token &stop) { work(stop); });
}

std::optional<ClipPreview::Private::Request> ClipPreview::Private::takeRequest()
{
	const std::scoped_lock lock(mutex);
	running.reset();
	isWorkWaiting = requested.has_value();
	if (!requested)
		return std::nullopt;
	running = requested->seek;
	runningStop = {};
	return std::exchange(requested, {});
}

void ClipPreview::Private::work(const std::stop_token &stop)
{
	while (const auto wanted = takeRequest()) {
		const std::stop_callback ending(stop, [this] {
			const std::scoped_lock lock(mutex);
			runningStop.request_stop();
		});
		fulfil(*wanted, runningStop.get_token());
		if (stop.stop_requested())
			return;
	}
}

void ClipPreview::Private::fulfil(const Request &wanted, const std::stop_token &stop)
{
	if (!open(pictures, stop))
		return;
	const auto shown = showBoth(wanted, stop);
	if (!shown && !stop.stop_requested())
		tellFailed(shown.error());
}

// Each as soon as it is there. Says when the picture is.
Expected<int64_t> ClipPreview::Private::showBoth(const Request &wanted, const std::stop_token &stop)
{
	const View &seen = wanted.view;
	auto source = pictures->frameAt(wanted.time_ms, wanted.seek, seen.sourceBox, stop);
	if (!source)
		return std::unexpected(std::move(source.error()));
	PreviewPicture picture;
	picture.source = imageFrom(source->picture);
	picture.time_ms = source->time_ms;
	picture.isExact = wanted.seek == Preview::Seek::Exact;
	tellShown(picture);
	if (!seen.plan.layoutAt(source->time_ms).isUpright())
		return source->time_ms;
	auto planned = pictures->plannedFrameAt(seen.plan, wanted.time_ms, wanted.seek, seen.plannedBox, stop);
	if (!planned)
		return std::unexpected(std::move(planned.error()));
	picture.source = {};
	picture.planned = imageFrom(planned->picture);
	tellShown(std::move(picture));
	return source->time_ms;
}

// --- the strip ---

void ClipPreview::Private::makeStrip(int number, int64_t from_ms, int64_t to_ms, int count, Media::Size box,
				     const std::stop_token &stop)
{
	if (!open(strip, stop))
		return;
	const auto take = [&](int place, const Preview::Shown &shown) {
		tell([this, number, place, image = imageFrom(shown.picture)] {
			if (number == stripNumber)
				emit self.filmstripShown(place, image);
		});
	};
	if (const auto made = strip->filmstrip(from_ms, to_ms, count, box, take, stop); !made)
		tellFailed(made.error());
}

ClipPreview::ClipPreview(std::filesystem::path file, QObject *parent)
	: QObject(parent), d_(std::make_unique<Private>(*this, std::move(file)))
{
	d_->rest.setSingleShot(true);
	d_->rest.setInterval(kRest);
	connect(&d_->rest, &QTimer::timeout, this, [this] { showAt(d_->restAt_ms); });
	d_->pictureLane.submit([d = d_.get()](const std::stop_token &stop) { (void)d->open(d->pictures, stop); });
}

// A disk that does not answer must not freeze OBS: then another thread waits for it.
ClipPreview::~ClipPreview()
{
	d_->rest.stop();
	if (!d_->end(kLastWorkMayTake))
		std::thread([d = std::move(d_)] {}).detach();
}

// Nothing is told from here on. False: see Lane::stop().
bool ClipPreview::Private::end(std::chrono::milliseconds within)
{
	{
		const std::scoped_lock untilTold(listening);
		hasListener = false;
	}
	const bool havePicturesEnded = pictureLane.stop(within);
	const bool hasStripEnded = stripLane.stop(havePicturesEnded ? within : std::chrono::milliseconds{0});
	return havePicturesEnded && hasStripEnded;
}

const Media::MediaFacts *ClipPreview::facts() const
{
	return d_->facts ? &*d_->facts : nullptr;
}

void ClipPreview::setPlan(const Media::EditPlan &plan)
{
	d_->view.plan = plan;
}

void ClipPreview::setBoxes(QSize source_px, QSize planned_px)
{
	d_->view.sourceBox = sizeOf(source_px);
	d_->view.plannedBox = sizeOf(planned_px);
}

void ClipPreview::showNear(int64_t time_ms)
{
	d_->isPlaying = false;
	d_->restAt_ms = time_ms;
	d_->rest.start();
	d_->ask(time_ms, Media::Preview::Seek::KeyFrame);
}

void ClipPreview::showAt(int64_t time_ms)
{
	d_->isPlaying = false;
	d_->rest.stop();
	d_->ask(time_ms, Media::Preview::Seek::Exact);
}

void ClipPreview::askFilmstrip(int64_t from_ms, int64_t to_ms, int count, QSize box_px)
{
	d_->stripWork.request_stop();
	const int number = ++d_->stripNumber;
	d_->stripWork = d_->stripLane.submit(
		[d = d_.get(), number, from_ms, to_ms, count, box = sizeOf(box_px)](const std::stop_token &stop) {
			d->makeStrip(number, from_ms, to_ms, count, box, stop);
		});
}

void ClipPreview::askWaveform(int track, int64_t from_ms, int64_t to_ms, int count)
{
	d_->waveWork.request_stop();
	d_->waveWork = d_->stripLane.submit([d = d_.get(), track, from_ms, to_ms, count](const std::stop_token &stop) {
		auto loudest = Media::waveform(d->file, track, from_ms, to_ms, count, stop);
		if (loudest)
			d->tell([d, loudest = std::move(*loudest)] { emit d->self.waveformShown(loudest); });
	});
}

} // namespace DirectPost::Compose
