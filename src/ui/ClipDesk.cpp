#include "ClipDesk.hpp"

#include "ClipPanel.hpp"
#include "CreatorDesk.hpp"
#include "PostForm.hpp"

namespace DirectPost::Ui {

ClipDesk::ClipDesk(Parts parts, QObject *parent)
	: QObject(parent), parts_(parts), portions_([this](size_t portion) { return show(portion); }, &parts.form)
{
	wireInbox();
	wirePosting();
	connect(&parts_.creator, &CreatorDesk::changed, this, &ClipDesk::refresh);
	connect(&parts_.creator, &CreatorDesk::accountSwitched, this, [this] { parts_.form.clearTerms(); });
	refresh();
}

void ClipDesk::wireInbox()
{
	const ClipInbox &inbox = parts_.inbox;
	const auto refreshIfShown = [this](quint64 id) {
		if (id == clip_)
			refresh();
	};
	connect(&inbox, &ClipInbox::admitted, this, &ClipDesk::arrived);
	connect(&inbox, &ClipInbox::waiting, this, refreshIfShown);
	connect(&inbox, &ClipInbox::probed, this, refreshIfShown);
	connect(&inbox, &ClipInbox::pictured, this, refreshIfShown);
	connect(&inbox, &ClipInbox::remuxing, this, refreshIfShown);
	connect(&inbox, &ClipInbox::ready, this, &ClipDesk::ready);
	connect(&inbox, &ClipInbox::failed, this, &ClipDesk::failed);
	connect(&parts_.panel, &ClipPanel::cancelWanted, this, [this] { parts_.inbox.cancel(clip_); });
	connect(&parts_.panel, &ClipPanel::useNewerWanted, this, [this] { take(newer_); });
}

void ClipDesk::wirePosting()
{
	connect(&parts_.form, &PostForm::postWanted, this,
		[this](const TikTok::VideoPost &wanted) { post(wanted, Repeat::Refuse); });
	connect(&parts_.form, &PostForm::repeatWanted, this,
		[this](const TikTok::VideoPost &wanted) { post(wanted, Repeat::Want); });
	connect(&parts_.form, &PostForm::askAgainWanted, this, &ClipDesk::askCreator);
	connect(&parts_.desk, &PostDesk::posted, this, &ClipDesk::posted);
	connect(&parts_.desk, &PostDesk::refused, this, [this](quint64 id, PostDesk::By, const Error &error) {
		if (id != clip_)
			return;
		refresh();
		parts_.form.showRefusal(&error);
	});
}

void ClipDesk::refresh()
{
	portions_.restart();
}

bool ClipDesk::show(size_t portion)
{
	const std::optional<Error> &trouble = parts_.creator.error();
	switch (portion) {
	case 0:
		parts_.panel.showClip(parts_.inbox.find(clip_));
		return true;
	case 1:
		parts_.panel.showFindings(findings());
		parts_.panel.showSlowLine(slowLineWarning());
		return true;
	case 2:
		parts_.form.setVisible(clip_ != 0);
		return true;
	case 3:
		parts_.form.setCreator(parts_.creator.info());
		return true;
	default:
		parts_.form.showTrouble(trouble ? &*trouble : nullptr);
		parts_.form.setObstacle(obstacle());
		return false;
	}
}

void ClipDesk::askCreator()
{
	const ClipInbox::Entry *clip = parts_.inbox.find(clip_);
	if (clip && clip->stage == ClipInbox::Stage::Ready)
		parts_.creator.ask();
}

void ClipDesk::recordingFailed()
{
	parts_.panel.showRecordingFailure(
		{.kind = ErrorKind::ClipUnfit, .code = "recording_failed", .detail = {}, .values = {}, .logId = {}});
}

void ClipDesk::setCounting(quint64 clipId)
{
	counting_ = clipId;
	parts_.form.setObstacle(obstacle());
}

void ClipDesk::arrived(quint64 id)
{
	parts_.panel.clearRecordingFailure();
	const ClipInbox::Entry *fresh = parts_.inbox.find(id);
	if (!fresh)
		return;
	const ClipInbox::Entry *shown = parts_.inbox.find(clip_);
	const bool isFree = !shown || shown->stage == ClipInbox::Stage::Failed || !parts_.form.isTouched();
	if (isFree || fresh->clip.origin == Media::Origin::ChosenByHand)
		return take(id);
	newer_ = id;
	parts_.panel.offerNewer(fresh->name);
}

void ClipDesk::ready(quint64 id)
{
	if (id != clip_)
		return;
	refresh();
	askCreator();
}

void ClipDesk::failed(quint64 id, const Error &error)
{
	if (id == clip_)
		refresh();
	if (id != newer_ || newer_ == 0)
		return;
	const ClipInbox::Entry *clip = parts_.inbox.find(id);
	parts_.panel.newerFailed(clip ? clip->name : QString(), error);
	newer_ = 0;
}

void ClipDesk::posted(quint64 id, PostDesk::By by)
{
	parts_.inbox.forget(id);
	if (id == newer_) {
		newer_ = 0;
		parts_.panel.withdrawOffer();
	}
	if (id != clip_)
		return;
	if (by == PostDesk::By::Hand)
		parts_.form.clear();
	take(newer_);
}

void ClipDesk::take(quint64 id)
{
	if (id != clip_)
		parts_.form.clearTerms();
	clip_ = id;
	newer_ = 0;
	parts_.panel.withdrawOffer();
	parts_.form.showRefusal(nullptr);
	refresh();
	askCreator();
}

void ClipDesk::post(const TikTok::VideoPost &post, Repeat repeat)
{
	const ClipInbox::Entry *clip = parts_.inbox.find(clip_);
	const TikTok::CreatorInfo *info = parts_.creator.info();
	if (!clip || !info || obstacle())
		return;
	Publish::PostRequest request =
		videoRequest(clip->clip, parts_.account.identity().openId.toStdString(), info->username, post);
	request.isRepeatWanted = repeat == Repeat::Want;
	parts_.form.showRefusal(nullptr);
	parts_.desk.post(clip_, PostDesk::By::Hand, std::move(request));
	refresh();
}

const char *ClipDesk::obstacle() const
{
	const ClipInbox::Entry *clip = parts_.inbox.find(clip_);
	if (!clip)
		return "Reason.NoClip";
	if (parts_.desk.isTaken(clip_))
		return "Reason.Posting";
	if (clip_ == counting_)
		return "Reason.AutoPublishing";
	if (clip->stage == ClipInbox::Stage::Failed)
		return "Reason.ClipFailed";
	if (clip->stage != ClipInbox::Stage::Ready)
		return "Reason.ClipNotReady";
	if (clip->clip.uploadFile.empty() || !Media::canBePosted(findings()))
		return "Reason.ClipRefused";
	return parts_.creator.obstacle();
}

std::vector<Media::Finding> ClipDesk::findings() const
{
	const ClipInbox::Entry *clip = parts_.inbox.find(clip_);
	if (!clip || clip->stage == ClipInbox::Stage::Waiting || clip->stage == ClipInbox::Stage::Failed)
		return {};
	const TikTok::CreatorInfo *info = parts_.creator.info();
	return Media::check(clip->clip,
			    info ? std::optional(Media::CreatorLimits{info->maxVideoDuration_s}) : std::nullopt);
}

std::optional<Error> ClipDesk::slowLineWarning() const
{
	const ClipInbox::Entry *clip = parts_.inbox.find(clip_);
	if (!clip || clip->stage != ClipInbox::Stage::Ready || clip->clip.uploadFile.empty())
		return std::nullopt;
	return parts_.desk.slowLineWarning(clip->clip.upload.size_bytes);
}

} // namespace DirectPost::Ui
