#include "ComposerPrivate.hpp"

#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <QFileInfo>

#include <algorithm>
#include <utility>

// Clips at hand: how they come, are prepared, walked through and put away.
namespace DirectPost::Compose {

namespace {

// No recordingStarted: a file chosen by hand may be of any age.
Media::Candidate chosenByHand(const QString &path)
{
	return {.file = QFileInfo(path).filesystemAbsoluteFilePath(), .remuxTarget = {}, .recordingStarted = {}};
}

} // namespace

// --- commands ---

ClipId Composer::admit(const Media::Candidate &candidate, Media::Origin origin, const Media::CaptureContext &context)
{
	const ClipId id = d_->admit(candidate, origin, context);
	d_->save();
	return id;
}

void Composer::addFiles(const QStringList &paths)
{
	for (const QString &path : paths)
		d_->admit(chosenByHand(path), Media::Origin::ChosenByHand, {});
	d_->save(); // once: each time the whole list is written
}

ClipId Composer::addFile(const QString &path)
{
	return admit(chosenByHand(path), Media::Origin::ChosenByHand, {});
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
	const ClipAtHand *offered = state().clip(id);
	if (!offered || !offered->mayBePutAway)
		return;
	const Clip *clip = d_->find(id);
	if (clip->isUnderWay())
		d_->services.cancel(clip->source);
	if (clip->known) // the plan before the one that is prepared may have left a file as well
		d_->services.discard(clip->source);
	d_->erase(id);
	d_->save();
}

void Composer::cancelPreparation(ClipId id)
{
	const ClipAtHand *offered = state().clip(id);
	if (offered && offered->mayBeCancelled)
		d_->services.cancel(d_->find(id)->source); // ends in sourceFailed or preparationFailed
}

void Composer::prepareAgain(ClipId id)
{
	const ClipAtHand *offered = state().clip(id);
	if (!offered || !offered->mayPrepareAgain)
		return;
	Clip *clip = d_->find(id);
	const ErrorKind kind = std::exchange(clip->visible.error, {})->kind;
	const bool isFileInQuestion = kind == ErrorKind::ClipFile || kind == ErrorKind::ClipBusy;
	if (clip->known && !isFileInQuestion)
		d_->prepare(*clip);
	else
		d_->lookAgain(*clip);
	d_->touch();
}

void Composer::noteRecordingFailure(const std::filesystem::path &file)
{
	d_->takeMarks(file); // it left nothing to offer them of
	d_->recordingFailure = Error{.kind = ErrorKind::ClipFile, .code = "recording_failed"};
	d_->touch();
	d_->save();
}

void Composer::dismissClipsTrouble()
{
	d_->clipsTrouble.reset();
	d_->touch();
}

// --- inside ---

ClipId Composer::Private::admit(const Media::Candidate &candidate, Media::Origin origin,
				const Media::CaptureContext &context)
{
	std::vector<int64_t> marks_ms = takeMarks(candidate.file);
	touch();
	if (!isWanted(origin) && marks_ms.empty())
		return kNoClip;
	Clip fresh;
	fresh.candidate = candidate;
	fresh.visible.id = newId();
	fresh.visible.file = candidate.file;
	fresh.visible.name = QString::fromStdString(utf8(candidate.file.filename()));
	fresh.visible.origin = origin;
	fresh.visible.context = context;
	fresh.isNew = origin != Media::Origin::ChosenByHand;
	fresh.visible.context.marks_ms = std::move(marks_ms);
	fresh.offersMarks = !fresh.visible.context.marks_ms.empty();
	if (origin == Media::Origin::Replay)
		fresh.keepsLast_ms = std::exchange(nextReplay_ms, {});
	recordingFailure.reset();

	const Clip *inForm = find(shown);
	const bool isFormFree = !inForm || isFree(*inForm);
	const ClipId id = add(std::move(fresh)).id();
	if (isFormFree || origin == Media::Origin::ChosenByHand)
		take(id);
	else
		newest = id;
	return id;
}

bool Composer::Private::isWanted(Media::Origin origin) const
{
	switch (origin) {
	case Media::Origin::Recording:
		return settings.takesRecordings || autoPublisher.isMeantFor(origin);
	case Media::Origin::Replay:
		return settings.takesReplays || nextReplay_ms || autoPublisher.isMeantFor(origin);
	case Media::Origin::OtherOutput:
		return settings.takesOtherOutputs;
	case Media::Origin::ChosenByHand:
		break;
	}
	return true;
}

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

AutoPublisher::Clip Composer::Private::forAutoPublish(const Clip &clip) const
{
	return {.id = clip.id(),
		.name = clip.visible.name,
		.origin = clip.visible.origin,
		.duration_ms = clip.isMade() ? clip.prepared->info.duration_ms : clip.visible.info.duration_ms,
		// What is cut off the end of a longer one is no rest.
		.isRestOfSplit = clip.candidate.isRestOfSplit && !clip.visible.draft.plan.start_ms,
		.hasFailed = clip.candidate.hasFailed,
		.looksOlder = clip.known && clip.known->looksOlder,
		.canBePosted = clip.prepared && clip.known && Media::canBePosted(findingsOf(clip, std::nullopt)),
		.isAskedFor = clip.isAskedFor};
}

// A newer clip may take its place in the form: nobody has begun to work on it.
bool Composer::Private::isFree(const Clip &clip) const
{
	return !clip.visible.isTouched() && clip.editOf == 0;
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

} // namespace DirectPost::Compose
