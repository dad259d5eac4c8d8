#include "CreatorDesk.hpp"

namespace DirectPost::Ui {

using Account::ConnectionState;

CreatorDesk::CreatorDesk(Account::Account &account, QObject *parent) : QObject(parent), account_(account)
{
	connect(&account, &Account::Account::creatorInfoArrived, this, &CreatorDesk::arrived);
	connect(&account, &Account::Account::creatorInfoFailed, this, &CreatorDesk::failed);
	connect(&account, &Account::Account::stateChanged, this, &CreatorDesk::accountChanged);
	connect(&account, &Account::Account::identityChanged, this, &CreatorDesk::accountChanged);
	accountChanged();
}

void CreatorDesk::ask()
{
	if (isAsking_ || account_.state() != ConnectionState::Connected)
		return;
	isAsking_ = true;
	info_.reset();
	error_.reset();
	emit changed();
	account_.requestCreatorInfo();
}

const TikTok::CreatorInfo *CreatorDesk::info() const
{
	return info_ ? &*info_ : nullptr;
}

const char *CreatorDesk::obstacle() const
{
	if (account_.state() != ConnectionState::Connected)
		return "Reason.NotConnected";
	if (isAsking_)
		return "Reason.AskingTikTok";
	return info_ ? nullptr : "Reason.NoCreatorInfo";
}

void CreatorDesk::arrived(const TikTok::CreatorInfo &info)
{
	isAsking_ = false;
	if (account_.state() != ConnectionState::Connected || account_.identity().openId != openId_)
		return;
	info_ = info;
	error_.reset();
	emit changed();
}

void CreatorDesk::failed(const Error &error)
{
	isAsking_ = false;
	info_.reset();
	error_ = error;
	emit changed();
}

void CreatorDesk::accountChanged()
{
	const bool isConnected = account_.state() == ConnectionState::Connected;
	const QString now = account_.identity().openId;
	const bool isSwitched = !now.isEmpty() && !openId_.isEmpty() && now != openId_;
	if (isConnected && now == openId_)
		return learnName();
	if (!now.isEmpty())
		openId_ = now;
	isAsking_ = false;
	info_.reset();
	error_.reset();
	if (isSwitched)
		emit accountSwitched();
	emit changed();
	learnName();
}

// A login tells the nickname only, and many accounts may share one.
void CreatorDesk::learnName()
{
	if (isUnasked() && account_.identity().username.isEmpty())
		ask();
}

} // namespace DirectPost::Ui
