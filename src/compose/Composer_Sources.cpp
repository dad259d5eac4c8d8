#include "ComposerPrivate.hpp"

#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <algorithm>
#include <utility>

// What the media room finds out about a clip, and what it makes of it.
namespace DirectPost::Compose {

namespace {

// So many prepared files of clips that nobody has touched are kept on the disk; more are made again when they are
// shown.
constexpr int kPreparedAhead = 10;

} // namespace

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
	if (const auto last_ms = std::exchange(clip->keepsLast_ms, {}))
		clip->visible.draft.plan = keepingLast(clip->visible.draft.plan, source.info.duration_ms, *last_ms);
	d_->editByPreset(*clip);
	if (!Media::isWorthPreparing(source, clip->visible.draft.plan))
		d_->becomeReady(*clip);
	else if (clip->hasEndedObs)
		d_->becomeFailed(*clip, fileError(ErrorKind::Internal, "preparation_ended_obs", source.info.file, ""));
	else if (!clip->isRestored || clip->id() == d_->shown)
		d_->prepare(*clip);
	d_->offerMarked(clip->id());
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

// Progress may come late, when the preparation it is of was replaced or given up: it must not make the clip "preparing"
// again, for nothing would end that.
void Composer::preparing(uint64_t source, const Media::EditPlan &plan, double done)
{
	Clip *clip = d_->bySource(source);
	if (!clip || clip->visible.stage != ClipStage::Preparing || clip->visible.draft.plan != plan)
		return;
	const auto now = d_->clock.steadyNow();
	if (!clip->begun)
		clip->begun = {.at = now, .done = done};
	clip->visible.prepared = done;
	clip->visible.prepareLeft_s = clip->begun->left_s(now, done);
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
	clip->hasEndedObs = false;
	// Those of an earlier run are read when they are posted: all at once would keep the disk busy at every start.
	if (clip->isMade() && (!clip->isRestored || clip->id() == d_->shown))
		d_->services.foresee(prepared);
	d_->becomeReady(*clip);
}

void Composer::preparationFailed(uint64_t source, const Media::EditPlan &plan, const Error &error)
{
	Clip *clip = d_->bySource(source);
	if (!clip || clip->visible.draft.plan != plan)
		return;
	if (error.kind != ErrorKind::Cancelled)
		clip->hasEndedObs = false;
	d_->becomeFailed(*clip, error);
}

void Composer::filesInUseKnown(std::vector<std::filesystem::path> files)
{
	d_->filesOfPosts = std::move(files);
	d_->reap();
}

// --- inside ---

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
	const Media::EditPlan made = std::exchange(clip.visible.draft.plan, {}); // it is cut already
	clip.standsFor = Media::contentIdOf(std::exchange(clip.contentId, {}), made);
	if (!made.isPlain()) { // their places are the recording's
		clip.visible.context.marks_ms.clear();
		clip.visible.context.scenes.clear();
	}
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
	clip.visible.prepareLeft_s.reset();
	clip.begun.reset();
	save(); // should OBS not survive it
	services.prepare(*clip.known, clip.visible.draft.plan, clip.earlier);
}

void Composer::Private::becomeReady(Clip &clip)
{
	clip.visible.stage = ClipStage::Ready;
	clip.visible.error.reset();
	describe(clip);
	if (editByPreset(clip)) { // auto-publish was turned on since it arrived, or by another preset
		touch();
		return planChanged(clip);
	}
	const bool isNew = std::exchange(clip.isNew, false); // not when its file is made again
	if (std::exchange(clip.isAskedFor, false))
		autoPublisher.publishWanted(forAutoPublish(clip));
	else if (isNew)
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
	if ((clip.isNew || clip.isAskedFor) && error.kind != ErrorKind::Cancelled)
		autoPublisher.clipFailed(forAutoPublish(clip), error);
	clip.isNew = false;
	clip.isAskedFor = false;
	touch();
	saveSoon();
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

// Once it is known what posts and clips still need; while another OBS has the list of clips, it is not.
void Composer::Private::reap()
{
	if (!filesOfPosts || !isListOurs)
		return;
	std::vector<std::filesystem::path> keep = *std::exchange(filesOfPosts, {});
	for (const Clip &clip : clips) {
		if (clip.hasDerivedFile())
			keep.push_back(clip.prepared->file);
		if (clip.earlier)
			keep.push_back(clip.earlier->file);
	}
	services.reap(std::move(keep));
}

} // namespace DirectPost::Compose
