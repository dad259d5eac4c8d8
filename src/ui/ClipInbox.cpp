#include <ui/ClipInbox.hpp>

#include <QFileInfo>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

QImage imageFrom(const Media::Picture &picture)
{
	const QImage view(picture.rgba.data(), picture.width_px, picture.height_px, qsizetype{picture.width_px} * 4,
			  QImage::Format_RGBA8888);
	return view.copy();
}

} // namespace

ClipInbox::ClipInbox(Media::Workbench &workbench, std::filesystem::path cacheFolder, const Clock &clock, Log log,
		     QObject *parent)
	: QObject(parent),
	  intake_(std::make_unique<Media::Intake>(workbench, std::move(cacheFolder), clock, observer(), std::move(log)))
{
}

// No observer runs once the intake is gone, and what was queued goes with this object.
ClipInbox::~ClipInbox() = default;

Media::IntakeObserver ClipInbox::observer()
{
	const auto hop = [this](auto work) {
		QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
	};
	return {
		.waiting = [this, hop](uint64_t id,
				       const std::filesystem::path &) { hop([this, id] { emit waiting(id); }); },
		.probed =
			[this, hop](const Media::Clip &clip) {
				hop([this, clip] {
					update(clip.id, Stage::Probed, &clip);
					emit probed(clip.id);
				});
			},
		.pictured =
			[this, hop](uint64_t id, const Media::Picture &picture) {
				hop([this, id, image = imageFrom(picture)] {
					if (Entry *known = entry(id))
						known->picture = image;
					emit pictured(id, image);
				});
			},
		.remuxing =
			[this, hop](uint64_t id, double done) {
				hop([this, id, done] {
					update(id, Stage::Remuxing, nullptr);
					if (Entry *known = entry(id))
						known->remuxed = done;
					emit remuxing(id, done);
				});
			},
		.ready =
			[this, hop](const Media::Clip &clip) {
				hop([this, clip] {
					update(clip.id, Stage::Ready, &clip);
					emit ready(clip.id);
					forgetOldest();
				});
			},
		.failed =
			[this, hop](uint64_t id, const Error &error) {
				hop([this, id, error] {
					update(id, Stage::Failed, nullptr);
					if (Entry *known = entry(id))
						known->error = error;
					emit failed(id, error);
					forgetOldest();
				});
			},
	};
}

quint64 ClipInbox::admit(Media::Candidate candidate, Media::Origin origin, const QString &sceneName)
{
	Entry fresh;
	fresh.name = QFileInfo(candidate.file).fileName();
	fresh.clip.origin = origin;
	fresh.clip.sceneName = sceneName.toStdString();
	fresh.id = intake_->admit(std::move(candidate), origin, sceneName.toStdString());
	const quint64 id = fresh.id;
	entries_.push_back(std::move(fresh));
	emit admitted(id);
	return id;
}

quint64 ClipInbox::addFile(const QString &path)
{
	// No recordingStarted: a file chosen by hand may be of any age.
	return admit({.file = QFileInfo(path).filesystemAbsoluteFilePath(), .remuxTarget = {}, .recordingStarted = {}},
		     Media::Origin::ChosenByHand, {});
}

void ClipInbox::cancel(quint64 id)
{
	intake_->cancel(id);
}

const ClipInbox::Entry *ClipInbox::find(quint64 id) const
{
	const auto found = std::ranges::find(entries_, id, &Entry::id);
	return found == entries_.end() ? nullptr : &*found;
}

void ClipInbox::forget(quint64 id)
{
	std::erase_if(entries_, [id](const Entry &known) { return known.id == id; });
	intake_->release(id);
}

void ClipInbox::reap(std::vector<std::filesystem::path> keep)
{
	intake_->reap(std::move(keep));
}

ClipInbox::Entry *ClipInbox::entry(quint64 id)
{
	const auto found = std::ranges::find(entries_, id, &Entry::id);
	return found == entries_.end() ? nullptr : &*found;
}

void ClipInbox::update(quint64 id, Stage stage, const Media::Clip *clip)
{
	Entry *known = entry(id);
	if (!known)
		return;
	known->stage = stage;
	if (!clip)
		return;
	known->clip = *clip;
	known->name = QFileInfo(clip->original.file).fileName();
}

void ClipInbox::forgetOldest()
{
	const auto isOver = [](const Entry &known) {
		return known.stage == Stage::Ready || known.stage == Stage::Failed;
	};
	while (std::ranges::count_if(entries_, isOver) > kKept) {
		const auto oldest = std::ranges::find_if(entries_, isOver);
		intake_->discard(oldest->id);
		entries_.erase(oldest);
	}
}

} // namespace DirectPost::Ui
