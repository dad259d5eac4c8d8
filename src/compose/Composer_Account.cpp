#include "ComposerPrivate.hpp"

#include <algorithm>

// The account that posts, and what TikTok says that its creator may post.
namespace DirectPost::Compose {

using Account::ConnectionState;

// --- commands ---

void Composer::askCreator()
{
	d_->ask();
}

void Composer::connectAccount()
{
	d_->services.connectAccount();
}

void Composer::cancelLogin()
{
	d_->services.cancelLogin();
}

void Composer::finishLogin(const QString &address)
{
	d_->account.addressError.reset();
	d_->touch();
	d_->services.finishLogin(address);
}

void Composer::switchAccount(const QString &openId)
{
	d_->services.switchAccount(openId);
}

void Composer::disconnectAccount(const QString &openId)
{
	d_->services.disconnectAccount(openId);
}

void Composer::loadAccount()
{
	d_->services.loadAccount();
}

void Composer::startAccountAnew()
{
	d_->services.startAccountAnew();
}

void Composer::setCredentials(const QString &clientKey, const Secret &clientSecret)
{
	d_->services.setCredentials(clientKey, clientSecret);
}

void Composer::dismissProblem()
{
	d_->account.problem.reset();
	d_->touch();
}

// --- what the account room says ---

void Composer::accountChanged(const AccountState &account)
{
	AccountState &now = d_->account;
	std::optional<Error> error = std::move(now.error);
	if (account.connection != now.connection) // not when only a name or a picture has come
		error.reset();
	std::optional<Error> addressError = std::move(now.addressError);
	if (account.connection != now.connection)
		addressError.reset();
	std::optional<Error> problem = std::move(now.problem);
	now = account;
	now.error = std::move(error);
	now.addressError = std::move(addressError);
	now.problem = std::move(problem);

	const std::string openId = now.identity.openId.toStdString();
	const bool isConnected = now.connection == ConnectionState::Connected;
	if (!isConnected || openId != d_->openId) {
		if (!openId.empty())
			d_->openId = openId;
		d_->creator = {}; // it belongs to the account that was connected
		d_->takeBackChoicesOfOthers();
	}
	d_->autoPublisher.accountChanged(openId);
	d_->learnName();
	d_->touch();
	d_->saveSoon();
}

void Composer::accountFailed(const Error &error)
{
	d_->account.error = error;
	d_->touch();
}

void Composer::loginAddressRefused(const Error &error)
{
	d_->account.addressError = error;
	d_->touch();
}

void Composer::accountHasProblem(const Error &error)
{
	d_->account.problem = error;
	d_->touch();
}

void Composer::creatorInfoArrived(const TikTok::CreatorInfo &info)
{
	if (d_->creator.stage == CreatorStage::Asking)
		d_->creator = {};
	if (d_->account.connection == ConnectionState::Connected) {
		d_->creator = {.stage = CreatorStage::Known, .info = info, .error = {}};
		d_->takeBackWhatIsNotOffered();
	}
	d_->autoPublisher.creatorInfoArrived(d_->account.identity.openId.toStdString(), info);
	d_->touch();
}

void Composer::creatorInfoFailed(const Error &error)
{
	d_->creator = {};
	if (d_->account.connection == ConnectionState::Connected) // else the next connection asks anew
		d_->creator = {.stage = CreatorStage::Failed, .info = {}, .error = error};
	d_->autoPublisher.creatorInfoFailed(error);
	d_->touch();
}

// --- inside ---

void Composer::Private::ask()
{
	if (creator.stage == CreatorStage::Asking || account.connection != ConnectionState::Connected)
		return;
	creator = {.stage = CreatorStage::Asking, .info = {}, .error = {}};
	services.requestCreatorInfo();
	touch();
}

void Composer::Private::askForAutoPublish()
{
	if (account.connection == ConnectionState::Connected)
		return ask();
	services.requestCreatorInfo(); // its answer says why there is none
}

// A login tells the nickname only, and many accounts may share one.
void Composer::Private::learnName()
{
	const bool isFormShown = find(shown) && find(shown)->visible.stage == ClipStage::Ready;
	if (creator.stage == CreatorStage::Unasked && (account.identity.username.isEmpty() || isFormShown))
		ask();
}

void Composer::Private::takeBackWhatIsNotOffered()
{
	if (!creator.info)
		return;
	for (Clip &clip : clips)
		clip.visible.draft.info = withinOffer(clip.visible.draft.info, *creator.info, PostKind::Video);
	photos.draft.info = withinOffer(photos.draft.info, *creator.info, PostKind::Photos);
	for (PhotoForm &form : photosAside)
		form.draft.info = withinOffer(form.draft.info, *creator.info, PostKind::Photos);
	preset.info = withinOffer(preset.info, *creator.info, PostKind::Video);
}

// Who may see a post was chosen for one account; for another it would be a surprise.
void Composer::Private::takeBackChoicesOfOthers()
{
	if (openId.empty())
		return;
	const auto takeBack = [this](std::string &choicesFor, auto &draft) {
		if (choicesFor.empty()) // what was chosen before any account was known is of the first that is
			choicesFor = ownerOf(hasChoices(draft.info) || draft.isDisclosureOn, choicesFor);
		if (choicesFor.empty() || choicesFor == openId)
			return;
		choicesFor.clear();
		draft.info = withoutChoices(draft.info);
		draft.isDisclosureOn = false;
	};
	for (Clip &clip : clips)
		takeBack(clip.choicesFor, clip.visible.draft);
	takeBack(presetChoicesFor, preset);
	takeBack(photos.choicesFor, photos.draft);
	for (PhotoForm &form : photosAside)
		takeBack(form.choicesFor, form.draft);
}

TikTok::PostInfo Composer::Private::offered(TikTok::PostInfo info, PostKind kind) const
{
	return creator.info ? withinOffer(std::move(info), *creator.info, kind) : info;
}

// While nobody knows which account it is, choices stay the earlier owner's.
std::string Composer::Private::ownerOf(bool hasChoices, const std::string &owner) const
{
	if (!hasChoices)
		return {};
	return openId.empty() ? owner : openId;
}

} // namespace DirectPost::Compose
