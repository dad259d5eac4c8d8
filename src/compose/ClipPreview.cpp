#include <compose/ClipPreview.hpp>
#include "Image.hpp"

#include <media/Lane.hpp>

#include <base/FileError.hpp>

#include <QTimer>

#include <chrono>
#include <mutex>
#include <optional>

namespace DirectPost::Compose {

namespace {

using Media::Preview;
using SteadyClock = std::chrono::steady_clock;

constexpr auto kRest = std::chrono::milliseconds(80);    // of a handle, until the exact picture is worth its work
constexpr auto kBehind = std::chrono::milliseconds(300); // more than that is not caught up with
constexpr auto kGone = "file_missing";

Media::Size sizeOf(QSize box_px)
{
	return {.width_px = std::max(1, box_px.width()), .height_px = std::max(1, box_px.height())};
}

} // namespace

struct ClipPreview::Private {
	// What is to be seen.
	struct View {
		Media::EditPlan plan;
		Media::Size sourceBox = {1, 1};
		Media::Size plannedBox = {1, 1};
	};
	struct Wish {
		View view;
		int64_t time_ms = 0;
		Preview::Seek seek = Preview::Seek::Exact;
	};
	struct Playing {
		uint64_t number = 0;
		View view;
		int64_t from_ms = 0;
		SteadyClock::time_point began;
		int64_t end_ms = 0;
	};

	ClipPreview &self;
	const std::filesystem::path file;
	std::optional<Media::MediaFacts> facts; // UI thread
	View view;                              // UI thread
	QTimer rest;
	int64_t restAt_ms = 0;
	bool isPlaying = false; // UI thread
	std::stop_source stripWork;
	std::stop_source waveWork;
	int stripNumber = 0;

	std::mutex mutex; // guards the following
	std::optional<Wish> wish;
	bool isWorkWaiting = false; // a piece of work will look for a wish
	std::optional<Preview::Seek> running;
	std::stop_source runningStop;
	uint64_t playNumber = 0; // of what plays; another one: it has ended
	std::optional<PreviewPicture> fresh;

	std::unique_ptr<Preview> pictures; // on its lane alone
	std::unique_ptr<Preview> strip;    // likewise
	// Last: when they are gone, nothing of the above is used any more.
	Media::Lane pictureLane;
	Media::Lane stripLane;

	Private(ClipPreview &owner, std::filesystem::path path) : self(owner), file(std::move(path)) {}

	template <class Say> void tell(Say say)
	{
		QMetaObject::invokeMethod(&self, std::move(say), Qt::QueuedConnection);
	}
	void tellFailed(const Error &error);
	void tellShown(PreviewPicture picture);
	bool open(std::unique_ptr<Preview> &preview, const std::stop_token &stop);
	void ask(int64_t time_ms, Preview::Seek seek);
	void work(const std::stop_token &stop);
	std::optional<Wish> takeWish();
	void fulfil(const Wish &wanted, const std::stop_token &stop);
	Expected<int64_t> showBoth(const Wish &wanted, const std::stop_token &stop);
	void beginPlaying(Playing playing, const std::stop_token &stop);
	void playOn(Playing playing, const std::stop_token &stop);
	void showPlayed(const Playing &playing, const Preview::Shown &shown);
	bool isCurrent(const Playing &playing);
	void endPlaying(const Playing &playing);
	void makeStrip(int number, int64_t from_ms, int64_t to_ms, int count, Media::Size box,
		       const std::stop_token &stop);
};

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
	wish = Wish{.view = view, .time_ms = time_ms, .seek = seek};
	// A key frame is there at once, and not to wait for an exact picture that nobody wants any more.
	if (running == Preview::Seek::Exact && seek == Preview::Seek::KeyFrame)
		runningStop.request_stop();
	if (!std::exchange(isWorkWaiting, true))
		pictureLane.submit([this](const std::stop_token &stop) { work(stop); });
}

std::optional<ClipPreview::Private::Wish> ClipPreview::Private::takeWish()
{
	const std::scoped_lock lock(mutex);
	running.reset();
	isWorkWaiting = wish.has_value();
	if (!wish)
		return std::nullopt;
	running = wish->seek;
	runningStop = {};
	return std::exchange(wish, {});
}

void ClipPreview::Private::work(const std::stop_token &stop)
{
	while (const auto wanted = takeWish()) {
		const std::stop_callback ending(stop, [this] {
			const std::scoped_lock lock(mutex);
			runningStop.request_stop();
		});
		fulfil(*wanted, runningStop.get_token());
		if (stop.stop_requested())
			return;
	}
}

void ClipPreview::Private::fulfil(const Wish &wanted, const std::stop_token &stop)
{
	if (!open(pictures, stop))
		return;
	const auto shown = showBoth(wanted, stop);
	if (!shown && !stop.stop_requested())
		tellFailed(shown.error());
}

// Each as soon as it is there. Says when the picture is.
Expected<int64_t> ClipPreview::Private::showBoth(const Wish &wanted, const std::stop_token &stop)
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

// --- playing ---

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
	const Wish first{.view = playing.view, .time_ms = playing.from_ms, .seek = Preview::Seek::Exact};
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

ClipPreview::~ClipPreview() = default;

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
	d_->ask(time_ms, Preview::Seek::KeyFrame);
}

void ClipPreview::showAt(int64_t time_ms)
{
	d_->isPlaying = false;
	d_->rest.stop();
	d_->ask(time_ms, Preview::Seek::Exact);
}

void ClipPreview::play(int64_t from_ms)
{
	d_->rest.stop();
	d_->isPlaying = true;
	Private::Playing playing{.view = d_->view, .from_ms = from_ms, .began = {}};
	playing.end_ms = d_->view.plan.end_ms.value_or(std::numeric_limits<int64_t>::max());
	{
		const std::scoped_lock lock(d_->mutex);
		d_->wish.reset();
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
