#include "AutoPublishDesk.hpp"

#include "AutoPublishPanel.hpp"
#include "ClipDesk.hpp"
#include "CreatorDesk.hpp"
#include "OpenDialog.hpp"
#include "PresetDialog.hpp"

namespace DirectPost::Ui {

using Account::ConnectionState;
using Publish::AutoPublish;

AutoPublishDesk::AutoPublishDesk(Parts parts, QObject *parent) : QObject(parent), parts_(parts)
{
	wireSources();
	wireOutcome();
	wirePanel();
	showArmed();
	showCreator();
}

void AutoPublishDesk::wireSources()
{
	Account::Account &account = parts_.account;
	AutoPublish &autoPublish = parts_.autoPublish;
	const auto accountChanged = [this] {
		parts_.autoPublish.accountChanged(parts_.account.identity().openId);
	};
	connect(&account, &Account::Account::stateChanged, this, accountChanged);
	connect(&account, &Account::Account::identityChanged, this, accountChanged);
	connect(&account, &Account::Account::creatorInfoArrived, this, [this](const TikTok::CreatorInfo &info) {
		parts_.autoPublish.creatorInfoArrived(parts_.account.identity().openId, info);
	});
	connect(&account, &Account::Account::creatorInfoFailed, &autoPublish, &AutoPublish::creatorInfoFailed);
	connect(&parts_.inbox, &ClipInbox::ready, this, &AutoPublishDesk::clipReady);
}

void AutoPublishDesk::wireOutcome()
{
	AutoPublish &autoPublish = parts_.autoPublish;
	connect(&autoPublish, &AutoPublish::creatorInfoWanted, this, &AutoPublishDesk::askCreator);
	connect(&autoPublish, &AutoPublish::countdown, this, &AutoPublishDesk::showCountdown);
	connect(&autoPublish, &AutoPublish::due, this, &AutoPublishDesk::due);
	connect(&autoPublish, &AutoPublish::armedChanged, this, &AutoPublishDesk::showArmed);
	connect(&autoPublish, &AutoPublish::review, this, [this](const Publish::ReviewReason &reason) {
		showReview(reason.clipId, parts_.texts.reviewReason(reason));
	});
	connect(&parts_.desk, &PostDesk::refused, this, [this](quint64 id, PostDesk::By by, const Error &error) {
		if (by == PostDesk::By::AutoPublish)
			showReview(id, parts_.texts.sentence(error));
	});
}

void AutoPublishDesk::wirePanel()
{
	connect(&parts_.panel, &AutoPublishPanel::turnOnWanted, this, &AutoPublishDesk::openDialog,
		Qt::QueuedConnection);
	connect(&parts_.panel, &AutoPublishPanel::turnOffWanted, this, [this] { parts_.autoPublish.disarm(); });
	connect(&parts_.panel, &AutoPublishPanel::postNowWanted, this, [this] { parts_.autoPublish.postNow(); });
	connect(&parts_.panel, &AutoPublishPanel::cancelWanted, this, [this] {
		countdownIsOver();
		parts_.autoPublish.cancelCountdown();
	});
	connect(&parts_.dialog, &PresetDialog::armWanted, this, &AutoPublishDesk::arm);
	connect(&parts_.dialog, &PresetDialog::askAgainWanted, &parts_.creator, &CreatorDesk::ask);
	connect(&parts_.creator, &CreatorDesk::changed, this, &AutoPublishDesk::showCreator);
	connect(&parts_.creator, &CreatorDesk::accountSwitched, &parts_.dialog, &PresetDialog::reject);
}

void AutoPublishDesk::clipReady(quint64 id)
{
	const ClipInbox::Entry *entry = parts_.inbox.find(id);
	if (!entry || entry->clip.origin == Media::Origin::ChosenByHand)
		return;
	const Media::Clip &clip = entry->clip;
	parts_.autoPublish.clipFinished(
		{.clipId = id,
		 .isReplay = clip.origin == Media::Origin::Replay,
		 .sceneName = QString::fromStdString(clip.sceneName),
		 .duration_ms = clip.original.duration_ms,
		 .canBePosted = !clip.uploadFile.empty() && Media::canBePosted(Media::check(clip, std::nullopt))});
}

void AutoPublishDesk::askCreator()
{
	if (parts_.account.state() == ConnectionState::Connected)
		return parts_.creator.ask();
	parts_.account.requestCreatorInfo(); // says why there is none
}

void AutoPublishDesk::showCountdown(quint64 id, int left_s)
{
	const ClipInbox::Entry *entry = parts_.inbox.find(id);
	if (!entry || parts_.desk.isTaken(id)) { // the user was faster
		countdownIsOver();
		return parts_.autoPublish.cancelCountdown();
	}
	parts_.clips.setCounting(id);
	parts_.panel.showCountdown(entry->name, left_s);
	if (left_s == AutoPublish::kCountdown_s)
		emit attentionWanted();
}

void AutoPublishDesk::countdownIsOver()
{
	parts_.panel.hideCountdown();
	parts_.clips.setCounting(0);
}

void AutoPublishDesk::due(quint64 id, const Publish::Preset &preset)
{
	countdownIsOver();
	const ClipInbox::Entry *entry = parts_.inbox.find(id);
	const Account::Identity &identity = parts_.account.identity();
	if (!entry || preset.accountOpenId != identity.openId)
		return;
	const QString caption = AutoPublish::caption(
		preset.captionTemplate, QString::fromStdString(entry->clip.sceneName), QDateTime::currentDateTime());
	TikTok::VideoPost post{.caption = caption.toStdString(),
			       .privacyLevel = preset.privacyLevel,
			       .interactions = preset.interactions,
			       .commercial = preset.commercial,
			       .isAiGenerated = preset.isAiGenerated,
			       .cover_ms = std::nullopt};
	parts_.desk.post(id, PostDesk::By::AutoPublish,
			 videoRequest(entry->clip, identity.openId.toStdString(), identity.username.toStdString(),
				      std::move(post)));
	parts_.clips.refresh();
}

void AutoPublishDesk::showReview(quint64 id, const QString &reason)
{
	countdownIsOver();
	const ClipInbox::Entry *entry = parts_.inbox.find(id);
	parts_.panel.showReview(entry ? entry->name : QString(), reason);
	emit attentionWanted();
}

void AutoPublishDesk::showArmed()
{
	const auto preset = parts_.autoPublish.preset();
	if (parts_.autoPublish.isArmed() && preset)
		return parts_.panel.showArmed(*preset, parts_.account.identity().nickname);
	countdownIsOver();
	parts_.panel.showOff();
}

void AutoPublishDesk::openDialog()
{
	if (parts_.dialog.isVisible()) // what was filled in stays
		return openSoon(parts_.dialog);
	parts_.dialog.begin(parts_.autoPublish.preset(), parts_.account.identity().nickname);
	parts_.creator.ask();
	openSoon(parts_.dialog);
}

void AutoPublishDesk::showCreator()
{
	const std::optional<Error> &trouble = parts_.creator.error();
	parts_.dialog.setCreator(parts_.creator.info());
	parts_.dialog.showTrouble(trouble ? &*trouble : nullptr);
	parts_.dialog.setObstacle(parts_.creator.obstacle());
}

void AutoPublishDesk::arm(Publish::Preset preset)
{
	preset.accountOpenId = parts_.account.identity().openId;
	preset.consentedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
	parts_.panel.clearReview();
	parts_.autoPublish.arm(preset);
	showArmed();
}

} // namespace DirectPost::Ui
