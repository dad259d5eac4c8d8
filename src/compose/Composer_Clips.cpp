#include "ComposerPrivate.hpp"

#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <QFileInfo>

#include <algorithm>
#include <utility>

// Clips at hand: how they come, are prepared, walked through and put away.
namespace DirectPost::Compose {

namespace {

// So many prepared files of clips that nobody has touched are kept on the disk; more are made again when they are
// shown.
constexpr int kPreparedAhead = 10;

} // namespace

// --- commands ---

ClipId Composer::admit(const Media::Candidate &candidate, Media::Origin origin, const Media::CaptureContext &context)
{
	Clip fresh;
	fresh.candidate = candidate;
	fresh.visible.id = d_->newId();
	fresh.visible.file = candidate.file;
	fresh.visible.name = QString::fromStdString(utf8(candidate.file.filename()));
	fresh.visible.origin = origin;
	fresh.visible.context = context;
	fresh.isNew = origin != Media::Origin::ChosenByHand;
	d_->recordingFailure.reset();

	const Clip *inForm = d_->find(d_->shown);
	const bool isFree = !inForm || d_->isFree(*inForm);
	const Clip &added = d_->add(std::move(fresh));
	const ClipId id = added.id();
	if (isFree || origin == Media::Origin::ChosenByHand)
		d_->take(id);
	else
		d_->newest = id;
	d_->touch();
	d_->save();
	return id;
}

ClipId Composer::addFile(const QString &path)
{
	// No recordingStarted: a file chosen by hand may be of any age.
	return admit({.file = QFileInfo(path).filesystemAbsoluteFilePath(), .remuxTarget = {}, .recordingStarted = {}},
		     Media::Origin::ChosenByHand, {});
}

void Composer::show(ClipId clip)
{
	if (!d_->find(clip))
		return;
	d_->take(clip);
	d_->saveSoon();
}

void Composer::showPrevious()
{
	d_->step(-1);
}

void Composer::showNext()
{
	d_->step(+1);
}

void Composer::putAway(ClipId id)
{
	const Clip *clip = d_->find(id);
	if (!clip || clip->visible.isBeingPosted || d_->autoPublisher.isCountingDown(id))
		return;
	if (clip->isUnderWay())
		d_->services.cancel(clip->source);
	if (clip->known) // the plan before the one that is prepared may have left a file as well
		d_->services.discard(clip->source);
	d_->erase(id);
	d_->save();
}

void Composer::cancelPreparation(ClipId id)
{
	const Clip *clip = d_->find(id);
	if (clip && clip->isUnderWay())
		d_->services.cancel(clip->source); // ends in sourceFailed or preparationFailed
}

void Composer::prepareAgain(ClipId id)
{
	Clip *clip = d_->find(id);
	if (!clip || clip->visible.stage != ClipStage::Failed)
		return;
	const bool isFileInQuestion = std::exchange(clip->visible.error, {})->kind == ErrorKind::ClipFile;
	if (clip->known && !isFileInQuestion)
		d_->prepare(*clip);
	else
		d_->lookAgain(*clip);
	d_->touch();
}

void Composer::noteRecordingFailure()
{
	d_->recordingFailure = Error{.kind = ErrorKind::ClipFile, .code = "recording_failed"};
	d_->touch();
}

void Composer::dismissClipsTrouble()
{
	d_->clipsTrouble.reset();
	d_->touch();
}

// --- what the media room says ---

void Composer::sourceWaits(uint64_t source)
{
	Clip *clip = d_->bySource(source);
	if (!clip)
		return;
	clip->visible.stage = ClipStage::Waiting;
	d_->touch();
}

void Composer::sourceKnown(const Media::Source &source)
{
	Clip *clip = d_->bySource(source.id);
	if (!clip)
		return;
	const std::string contentId = source.identity.contentId();
	if (!clip->contentId.empty() &&
	    clip->contentId != contentId) { // words never move to another clip by themselves
		if (d_->lookAtWhatWasMade(*clip))
			return;
		return d_->becomeFailed(*clip, fileError(ErrorKind::ClipFile, "clip_replaced", source.info.file, ""));
	}
	clip->known = source;
	clip->contentId = contentId;
	clip->visible.info = source.info;
	clip->visible.file = source.info.file;
	clip->visible.name = QString::fromStdString(utf8(source.info.file.filename()));
	clip->visible.stage = ClipStage::Known;
	if (!Media::isWorthPreparing(source, clip->visible.draft.plan))
		d_->becomeReady(*clip);
	else if (!clip->isRestored || clip->id() == d_->shown)
		d_->prepare(*clip);
	d_->touch();
	d_->save();
}

void Composer::sourcePictured(uint64_t source, const QImage &picture)
{
	Clip *clip = d_->bySource(source);
	if (!clip)
		return;
	clip->visible.picture = picture;
	d_->touch();
}

void Composer::sourceFailed(uint64_t source, const Error &error)
{
	Clip *clip = d_->bySource(source);
	if (!clip)
		return;
	if (error.kind == ErrorKind::Cancelled || !d_->lookAtWhatWasMade(*clip))
		d_->becomeFailed(*clip, error);
}

// It may come after a preparation was put away, or replaced by another plan's: then nobody would ever end it.
void Composer::preparing(uint64_t source, const Media::EditPlan &plan, double done)
{
	Clip *clip = d_->bySource(source);
	if (!clip || clip->visible.stage != ClipStage::Preparing || clip->visible.draft.plan != plan)
		return;
	clip->visible.prepared = done;
	d_->touch();
}

void Composer::prepared(uint64_t source, const Media::EditPlan &plan, const Media::Prepared &prepared)
{
	Clip *clip = d_->bySource(source);
	if (!clip && prepared.isDerived) // it was put away meanwhile
		return d_->services.discard(source);
	if (!clip || clip->visible.draft.plan != plan)
		return;
	clip->prepared = prepared;
	clip->earlier.reset();
	d_->becomeReady(*clip);
}

void Composer::preparationFailed(uint64_t source, const Media::EditPlan &plan, const Error &error)
{
	Clip *clip = d_->bySource(source);
	if (clip && clip->visible.draft.plan == plan)
		d_->becomeFailed(*clip, error);
}

void Composer::filesInUseKnown(std::vector<std::filesystem::path> files)
{
	for (const Clip &clip : d_->clips) {
		if (clip.hasDerivedFile())
			files.push_back(clip.prepared->file);
		if (clip.earlier)
			files.push_back(clip.earlier->file);
	}
	d_->services.reap(std::move(files));
}

// --- inside ---

Clip *Composer::Private::find(ClipId id)
{
	const auto found = std::ranges::find(clips, id, &Clip::id);
	return found == clips.end() ? nullptr : &*found;
}

Clip *Composer::Private::bySource(uint64_t source)
{
	const auto found = std::ranges::find(clips, source, &Clip::source);
	return source == 0 || found == clips.end() ? nullptr : &*found;
}

// Never the same twice, also when the list of an earlier run is lost: posts remember the clip they were made from.
ClipId Composer::Private::newId()
{
	const auto now = std::chrono::floor<std::chrono::milliseconds>(clock.wallNow()).time_since_epoch().count();
	lastId = std::max(lastId + 1, static_cast<ClipId>(std::max<int64_t>(now, 0)));
	return lastId;
}

Clip &Composer::Private::add(Clip clip)
{
	clips.push_back(std::move(clip));
	look(clips.back());
	return clips.back();
}

void Composer::Private::look(Clip &clip)
{
	clip.visible.stage = ClipStage::Checking;
	clip.source = services.admit(clip.candidate, clip.visible.origin, clip.visible.context);
}

// The file may be another version by now. Of a recording that this run saw coming it is the same clip.
void Composer::Private::lookAgain(Clip &clip)
{
	clip.known.reset();
	clip.prepared.reset();
	if (!clip.isRestored && clip.editOf == 0)
		clip.contentId.clear();
	look(clip);
}

// The recording of a post that failed may be gone, or its name another one's; what was made of it is still there.
bool Composer::Private::lookAtWhatWasMade(Clip &clip)
{
	if (clip.editOf == 0 || !clip.earlier || clip.candidate.file == clip.earlier->file)
		return false;
	clip.candidate = {.file = clip.earlier->file, .remuxTarget = {}, .recordingStarted = {}};
	clip.earlier.reset();
	clip.standsFor = std::exchange(clip.contentId, {});
	look(clip);
	touch();
	return true;
}

// What was made by the old plan is nobody's any more.
void Composer::Private::planChanged(Clip &clip)
{
	clip.earlier.reset();
	if (!clip.known)
		return;
	if (Media::isWorthPreparing(*clip.known, clip.visible.draft.plan))
		return prepare(clip);
	clip.prepared.reset();
	services.discard(clip.source);
	becomeReady(clip);
}

void Composer::Private::prepare(Clip &clip)
{
	clip.prepared.reset();
	clip.visible.error.reset();
	clip.visible.stage = ClipStage::Preparing;
	clip.visible.prepared = 0;
	services.prepare(*clip.known, clip.visible.draft.plan, clip.earlier);
}

void Composer::Private::becomeReady(Clip &clip)
{
	clip.visible.stage = ClipStage::Ready;
	clip.visible.error.reset();
	describe(clip);
	if (std::exchange(clip.isNew, false)) // not when its file is made again
		autoPublisher.clipReady(forAutoPublish(clip));
	if (clip.id() == shown)
		ask();
	dropOldPreparations();
	touch();
	save();
}

void Composer::Private::becomeFailed(Clip &clip, const Error &error)
{
	clip.visible.stage = ClipStage::Failed;
	clip.visible.error = error;
	if (std::exchange(clip.isNew, false) && error.kind != ErrorKind::Cancelled)
		autoPublisher.clipFailed(forAutoPublish(clip), error);
	touch();
	saveSoon();
}

AutoPublisher::Clip Composer::Private::forAutoPublish(const Clip &clip) const
{
	return {.id = clip.id(),
		.name = clip.visible.name,
		.isReplay = clip.visible.origin == Media::Origin::Replay,
		.duration_ms = clip.visible.info.duration_ms,
		.isRestOfSplit = clip.candidate.isRestOfSplit,
		.hasFailed = clip.candidate.hasFailed,
		.looksOlder = clip.known && clip.known->looksOlder,
		.canBePosted = clip.prepared && clip.known &&
			       Media::canBePosted(Media::check(*clip.known, &*clip.prepared, std::nullopt))};
}

// A newer clip may take its place in the form: nobody has begun to work on it.
bool Composer::Private::isFree(const Clip &clip) const
{
	return clip.visible.stage == ClipStage::Failed || (!clip.visible.isTouched() && clip.editOf == 0);
}

void Composer::Private::take(ClipId id)
{
	if (Clip *left = find(shown); left && shown != id)
		left->visible.refusal.reset(); // it was seen
	shown = id;
	if (newest == id)
		newest = kNoClip;
	if (Clip *clip = find(id)) {
		if (clip->visible.stage == ClipStage::Known &&
		    Media::isWorthPreparing(*clip->known, clip->visible.draft.plan))
			prepare(*clip);
		if (clip->visible.stage == ClipStage::Ready)
			ask();
	}
	touch();
}

void Composer::Private::step(int direction)
{
	const auto at = std::ranges::find(clips, shown, &Clip::id) - clips.begin();
	const auto next = at + direction;
	if (next < 0 || next >= std::ssize(clips))
		return;
	self.show(clips[static_cast<size_t>(next)].id());
}

void Composer::Private::erase(ClipId id)
{
	const auto found = std::ranges::find(clips, id, &Clip::id);
	if (found == clips.end())
		return;
	const auto at = found - clips.begin();
	clips.erase(found);
	autoPublisher.clipGone(id);
	if (newest == id)
		newest = kNoClip;
	if (shown == id) {
		shown = kNoClip;
		if (newest != kNoClip)
			take(newest);
		else if (!clips.empty())
			take(clips[static_cast<size_t>(std::min(at, std::ssize(clips) - 1))].id());
	}
	touch();
}

// A prepared file may be as large as the recording.
void Composer::Private::dropOldPreparations()
{
	const auto isDroppable = [this](const Clip &clip) {
		return clip.visible.stage == ClipStage::Ready && clip.hasDerivedFile() && clip.id() != shown &&
		       !clip.visible.isTouched() && clip.editOf == 0 && !clip.visible.isBeingPosted &&
		       !autoPublisher.waitsFor(clip.id());
	};
	while (std::ranges::count_if(clips, isDroppable) > kPreparedAhead) {
		Clip &oldest = *std::ranges::find_if(clips, isDroppable);
		services.discard(oldest.source);
		oldest.prepared.reset();
		oldest.visible.stage = ClipStage::Known;
	}
}

} // namespace DirectPost::Compose
