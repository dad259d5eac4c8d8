#include "ComposerPrivate.hpp"
#include "DateTime.hpp"

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
	d_->postByHand(clip, {}, false);
}

void Composer::postAt(ClipId clip, std::chrono::system_clock::time_point moment, std::chrono::minutes grace)
{
	d_->postByHand(clip, {.what = Publish::WaitsFor::Moment, .moment = moment, .grace = grace}, false);
}

void Composer::postAfterStream(ClipId clip)
{
	if (state().clip(clip) && state().clip(clip)->mayPostAfterStream)
		d_->postByHand(clip, {.what = Publish::WaitsFor::StreamEnd}, false);
}

void Composer::postAgain(ClipId clip)
{
	if (const Clip *known = d_->find(clip))
		d_->postByHand(clip, known->wasSentFor, true);
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
	if (!d_->autoPublisher.state().preset)
		return d_->sayNothingAgreed();
	if (clip->isUnderWay() || clip->visible.stage == ClipStage::Known) { // once it is ready
		clip->isAskedFor = true;
		if (!clip->isUnderWay() && Media::isWorthPreparing(*clip->known, clip->visible.draft.plan))
			d_->prepare(*clip);
		return d_->saveSoon();
	}
	d_->describe(*clip);
	if (!clip->visible.mayBePostedByPreset)
		return;
	clip->isNew = false;
	// What a person made of it is what is wanted.
	clip->isAskedFor = clip->visible.draft.plan.isPlain();
	if (clip->isAskedFor && d_->editByPreset(*clip)) {
		d_->planChanged(*clip);
	} else {
		clip->isAskedFor = false;
		d_->autoPublisher.publishWanted(d_->forAutoPublish(*clip));
	}
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
		d_->preset.edit = last->edit;
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
			       .edit = d_->preset.edit,
			       .consentedAt = now.toString(Qt::ISODate).toStdString()});
	d_->saveSoon();
}

void Composer::armAgain()
{
	const std::optional<Preset> agreed = d_->autoPublisher.state().preset;
	if (!agreed || agreed->accountOpenId != d_->openId)
		return d_->sayNothingAgreed();
	if (d_->autoPublisher.state().isArmed)
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

// --- inside ---

void Composer::Private::takeFromAutoPublish(Clip &clip)
{
	clip.isNew = false;
	clip.isAskedFor = false;
	autoPublisher.clipGone(clip.id());
}

void Composer::Private::postByHand(ClipId id, const Publish::When &when, bool isRepeatWanted)
{
	Clip *clip = find(id);
	if (!clip)
		return;
	describe(*clip);
	if (clip->visible.obstacle != Obstacle::None)
		return;
	send(*clip, PostedBy::Hand,
	     {.accountUsername = creator.info->username,
	      .what = videoRequest(*clip, clip->visible.draft.info),
	      .isRepeatWanted = isRepeatWanted,
	      .when = when});
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
	send(*clip, PostedBy::Hand,
	     {.accountUsername = account.identity.username.toStdString(),
	      .what = std::move(video),
	      .isRepeatWanted = isRepeatWanted});
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
	send(*clip, PostedBy::AutoPublish,
	     {.accountUsername = account.identity.username.toStdString(), .what = videoRequest(*clip, info)});
}

void Composer::Private::send(Clip &clip, PostedBy by, Publish::PostRequest post)
{
	clip.visible.isBeingPosted = true;
	clip.visible.refusal.reset();
	clip.wasSentAsDraft = post.isDraft();
	clip.wasSentFor = post.when;
	post.accountOpenId = openId;
	post.clipId = clip.id();
	const Publish::RequestId request = services.post(std::move(post));
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

// By a key or from afar: nobody looks at the dock just now.
void Composer::Private::sayNothingAgreed()
{
	markTrouble = Error{.kind = ErrorKind::AppSettings, .code = "nothing_agreed"};
	emit self.attentionWanted();
	touch();
}

} // namespace DirectPost::Compose
