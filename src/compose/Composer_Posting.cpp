#include "ComposerPrivate.hpp"
#include "DateTime.hpp"
#include "EditPlanJson.hpp"

#include <algorithm>

// What is said, and how it becomes a post.
namespace DirectPost::Compose {

// --- drafts ---

void Composer::setDraft(ClipId id, const Draft &draft)
{
	Clip *clip = d_->find(id);
	if (!clip || clip->visible.isBeingPosted || clip->visible.draft == draft)
		return;
	const bool isPlanNew = draft.plan != clip->visible.draft.plan;
	d_->takeFromAutoPublish(*clip); // who writes about a clip wants to post it by hand
	clip->visible.draft = draft;
	clip->visible.draft.info = d_->offered(consistent(draft.info, draft.isDisclosureOn), PostKind::Video);
	clip->choicesFor = d_->ownerOf(hasChoices(draft.info) || draft.isDisclosureOn, clip->choicesFor);
	if (isPlanNew) {
		clip->visible.refusal.reset(); // that was about another one
		d_->planChanged(*clip);
	}
	d_->touch();
	d_->saveSoon();
}

void Composer::setPresetDraft(const PresetDraft &draft)
{
	if (d_->preset == draft)
		return;
	d_->preset = draft;
	d_->preset.info = d_->offered(consistent(draft.info, draft.isDisclosureOn), PostKind::Video);
	d_->presetChoicesFor = d_->ownerOf(hasChoices(draft.info) || draft.isDisclosureOn, d_->presetChoicesFor);
	d_->touch();
}

// --- posting ---

void Composer::post(ClipId clip)
{
	d_->postByHand(clip, false);
}

void Composer::postAgain(ClipId clip)
{
	d_->postByHand(clip, true);
}

void Composer::sendDraft(ClipId clip)
{
	d_->draftByHand(clip, false);
}

void Composer::sendDraftAgain(ClipId clip)
{
	d_->draftByHand(clip, true);
}

void Composer::postByPreset(ClipId id)
{
	Clip *clip = d_->find(id);
	if (!clip)
		return;
	d_->describe(*clip);
	if (!clip->visible.mayBePostedByPreset)
		return;
	clip->isNew = false;
	d_->autoPublisher.publishWanted(d_->forAutoPublish(*clip));
	d_->touch();
	d_->saveSoon();
}

void Composer::posted(Publish::RequestId request)
{
	const auto answered = d_->pending.extract(request);
	if (!answered)
		return;
	if (answered.mapped().what == Pending::What::ClipPost)
		d_->clipPosted(answered.mapped().clip);
	else if (answered.mapped().what == Pending::What::PhotoPost)
		d_->photosPosted();
	d_->touch();
	d_->save();
}

void Composer::refused(Publish::RequestId request, const Error &error)
{
	const auto answered = d_->pending.extract(request);
	if (!answered)
		return;
	const Pending &asked = answered.mapped();
	Clip *clip = d_->find(asked.clip);
	if (asked.what == Pending::What::JobCommand) {
		d_->jobRefusal = JobRefusal{.job = asked.job, .error = error};
	} else if (asked.what == Pending::What::PhotoPost) {
		d_->photos.isBeingPosted = false;
		d_->photos.refusal = error;
	} else if (clip) {
		clip->visible.isBeingPosted = false;
		clip->visible.refusal = error;
		if (asked.by == PostedBy::AutoPublish) {
			d_->autoPublisher.notPosted();
			d_->autoPublisher.review({.clip = asked.clip,
						  .clipName = clip->visible.name,
						  .code = "post_refused",
						  .error = error});
		}
	}
	d_->touch();
}

void Composer::done(Publish::RequestId request)
{
	d_->pending.erase(request);
}

// --- auto-publish ---

void Composer::beginPhotos()
{
	askCreator();
}

// The choices are made anew each time; what was last agreed to is no consent to the next arming.
void Composer::beginPreset()
{
	d_->preset = {};
	d_->presetChoicesFor.clear();
	if (const auto &last = d_->autoPublisher.state().preset) {
		d_->preset.info = withoutChoices(last->info);
		d_->preset.forRecordings = last->forRecordings;
		d_->preset.forReplays = last->forReplays;
	}
	d_->ask();
	d_->touch();
}

void Composer::arm()
{
	if (state().preset.obstacle != Obstacle::None)
		return;
	const QDateTime now = dateTimeOf(d_->clock.wallNow());
	d_->autoPublisher.arm({.accountOpenId = d_->openId,
			       .info = d_->preset.info,
			       .forRecordings = d_->preset.forRecordings,
			       .forReplays = d_->preset.forReplays,
			       .consentedAt = now.toString(Qt::ISODate).toStdString()});
	d_->saveSoon();
}

void Composer::armAgain()
{
	const std::optional<Preset> agreed = d_->autoPublisher.state().preset;
	if (!agreed || agreed->accountOpenId != d_->openId || d_->autoPublisher.state().isArmed)
		return;
	d_->autoPublisher.arm(*agreed);
	d_->saveSoon();
}

void Composer::disarm()
{
	d_->autoPublisher.disarm();
	d_->saveSoon();
}

void Composer::postNow(ClipId clip)
{
	d_->autoPublisher.postNow(clip);
}

void Composer::cancelCountdown(ClipId clip)
{
	d_->autoPublisher.cancelCountdown(clip);
	d_->saveSoon();
}

void Composer::dismissReview(ClipId clip)
{
	d_->autoPublisher.dismissReview(clip);
	d_->saveSoon();
}

void Composer::setSeen(bool isSeen)
{
	const bool wasSeen = d_->autoPublisher.isSeen();
	d_->autoPublisher.setSeen(isSeen);
	if (isSeen && !wasSeen) {
		const ClipAtHand *clip = state().shownClip();
		if (clip && clip->stage == ClipStage::Ready)
			askCreator(); // what the creator may post is asked each time the form is opened
	}
}

// --- posts in the list ---

void Composer::command(Publish::JobId job, JobCommand command)
{
	d_->jobRefusal.reset();
	if (command == JobCommand::Retry && d_->isBeingEdited(job)) // both would be posted
		d_->jobRefusal = JobRefusal{.job = job, .error = {.kind = ErrorKind::Repeat, .code = "being_edited"}};
	else
		d_->sendCommand(job, command);
	d_->touch();
}

void Composer::edit(Publish::JobId id)
{
	const Publish::JobSnapshot *job = d_->queue.job(id);
	if (!job || !job->mayEdit || !job->request)
		return;
	if (std::holds_alternative<Publish::VideoRequest>(job->request->what))
		d_->editVideo(*job);
	else
		d_->editPhotos(*job);
	d_->touch();
	d_->save();
}

void Composer::clearFinished()
{
	d_->jobRefusal.reset();
	d_->pending.emplace(d_->services.clearFinished(), Pending{.what = Pending::What::JobCommand});
	d_->touch();
}

void Composer::searchHistory(const QString &words)
{
	d_->search = d_->services.searchHistory(words);
}

void Composer::queueChanged(const Publish::QueueSnapshot &queue)
{
	d_->queue = queue;
	if (queue.isRead && !d_->isQueueKnown) {
		d_->isQueueKnown = true;
		d_->forgetWhatIsPosted();
	}
	d_->touch();
}

void Composer::historyFound(Publish::RequestId request, const QList<Publish::JobSnapshot> &found)
{
	if (request != d_->search)
		return;
	d_->history = found;
	d_->historyTrouble.reset();
	d_->touch();
}

void Composer::historyFailed(Publish::RequestId request, const Error &error)
{
	if (request != d_->search)
		return;
	d_->history.clear();
	d_->historyTrouble = error;
	d_->touch();
}

// --- inside ---

void Composer::Private::takeFromAutoPublish(Clip &clip)
{
	clip.isNew = false;
	autoPublisher.clipGone(clip.id());
}

void Composer::Private::postByHand(ClipId id, bool isRepeatWanted)
{
	Clip *clip = find(id);
	if (!clip)
		return;
	describe(*clip);
	if (clip->visible.obstacle != Obstacle::None)
		return;
	send(*clip, PostedBy::Hand, videoRequest(*clip, clip->visible.draft.info), creator.info->username,
	     isRepeatWanted);
	autoPublisher.clipGone(id); // also when the post is refused: it is done by hand now
}

void Composer::Private::draftByHand(ClipId id, bool isRepeatWanted)
{
	Clip *clip = find(id);
	if (!clip)
		return;
	describe(*clip);
	if (clip->visible.draftObstacle != Obstacle::None)
		return;
	Publish::VideoRequest video = videoRequest(*clip, clip->visible.draft.info);
	video.isDraft = true;
	send(*clip, PostedBy::Hand, std::move(video), account.identity.username.toStdString(), isRepeatWanted);
	autoPublisher.clipGone(id); // as with a post
}

void Composer::Private::postByItself(ClipId id, const Preset &agreed)
{
	Clip *clip = find(id);
	if (!clip)
		return;
	describe(*clip);
	const char *against = agreed.accountOpenId != openId                                ? "other_account"
			      : obstacleOf(*clip, clip->visible.findings) != Obstacle::None ? "checks_failed"
											    : nullptr;
	if (against) {
		autoPublisher.notPosted();
		return autoPublisher.review({.clip = id, .clipName = clip->visible.name, .code = against, .error = {}});
	}
	TikTok::PostInfo info = agreed.info;
	info.caption = captionFrom(agreed.info.caption, wordsOf(*clip));
	send(*clip, PostedBy::AutoPublish, videoRequest(*clip, info), account.identity.username.toStdString(), false);
}

void Composer::Private::send(Clip &clip, PostedBy by, Publish::VideoRequest video, std::string username,
			     bool isRepeatWanted)
{
	clip.visible.isBeingPosted = true;
	clip.visible.refusal.reset();
	clip.wasSentAsDraft = video.isDraft;
	const Publish::RequestId request = services.post({.accountOpenId = openId,
							  .accountUsername = std::move(username),
							  .what = std::move(video),
							  .isRepeatWanted = isRepeatWanted,
							  .clipId = clip.id()});
	pending.emplace(request, Pending{.what = Pending::What::ClipPost, .clip = clip.id(), .by = by});
	touch();
	save();
}

void Composer::Private::clipPosted(ClipId id)
{
	const Clip *clip = find(id);
	if (!clip)
		return;
	services.release(clip->source);
	rememberCaption(clip->visible.draft.info.caption);
	if (clip->editOf != 0)
		sendCommand(clip->editOf, JobCommand::Remove);
	erase(id);
}

void Composer::Private::editVideo(const Publish::JobSnapshot &job)
{
	const auto known = std::ranges::find(clips, job.id, &Clip::editOf);
	if (known != clips.end())
		return take(known->id());
	const auto &video = std::get<Publish::VideoRequest>(job.request->what);
	Clip clip;
	clip.candidate = {.file = video.originalFile, .remuxTarget = {}, .recordingStarted = {}};
	clip.editOf = job.id;
	if (video.ownsUploadFile)
		clip.earlier = Media::Prepared{
			.file = video.uploadFile, .info = {}, .identity = video.uploadIdentity, .isDerived = true};
	clip.visible.draft.plan = editPlanFromText(video.plan);
	clip.contentId = Media::contentOf(video.contentId, clip.visible.draft.plan);
	clip.choicesFor = job.request->accountOpenId;
	clip.visible.id = newId();
	clip.visible.file = video.originalFile;
	clip.visible.name = QString::fromStdString(job.title);
	clip.visible.draft.info = video.post.info;
	clip.visible.draft.cover_ms = video.post.cover_ms;
	clip.visible.draft.isDisclosureOn = video.post.info.commercial != TikTok::CommercialContent();
	const ClipId id = add(std::move(clip)).id();
	takeBackChoicesOfOthers();
	takeBackWhatIsNotOffered();
	take(id);
}

bool Composer::Private::isBeingEdited(Publish::JobId job) const
{
	const bool isInForm = photos.editOf == job && photos.draft != PhotoDraft();
	return isInForm || std::ranges::contains(photosAside, job, &PhotoForm::editOf) ||
	       std::ranges::contains(clips, job, &Clip::editOf);
}

void Composer::Private::sendCommand(Publish::JobId job, JobCommand command)
{
	pending.emplace(services.command(job, command), Pending{.what = Pending::What::JobCommand, .job = job});
}

// OBS was killed after a post was stored, and before the clip was taken off the list.
void Composer::Private::forgetWhatIsPosted()
{
	std::vector<ClipId> stored;
	for (const Publish::JobSnapshot &job : queue.jobs) {
		const Clip *clip = job.clipId == kNoClip ? nullptr : find(job.clipId);
		if (clip && clip->isRestored)
			stored.push_back(clip->id());
	}
	for (const ClipId id : stored)
		clipPosted(id);
	const bool arePhotosPosted = forgetPostedPhotos();
	if (!stored.empty() || arePhotosPosted)
		save();
}

} // namespace DirectPost::Compose
