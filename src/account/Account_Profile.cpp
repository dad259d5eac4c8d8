#include "Account_Private.hpp"

namespace DirectPost::Account {

void Account::requestCreatorInfo()
{
	d_->onLoop([openId = d_->current.toStdString()](AccountWorker &it) { it.creatorInfo(openId); });
}

void Account::Private::creatorInfoCame(const QString &openId, const TikTok::CreatorInfo &info)
{
	if (openId != current)
		return;
	rename(info.nickname, info.username);
	if (identity().avatar.isNull())
		fetchAvatar(info.avatarUrl);
	emit q->creatorInfoArrived(info);
}

void Account::Private::fetchProfile()
{
	onLoop([openId = current.toStdString()](AccountWorker &it) { it.profile(openId); });
}

// Name and picture are only shown: the account works without them.
void Account::Private::profileCame(const QString &openId, const TikTok::Profile &profile)
{
	if (openId != current || profile.openId != openId.toStdString())
		return;
	rename(profile.displayName, identity().username.toStdString());
	fetchAvatar(profile.avatarUrl);
}

void Account::Private::avatarCame(const QString &openId, const QImage &avatar)
{
	if (const Identity *known = find(openId)) {
		Identity next = *known;
		next.avatar = avatar;
		showIdentity(std::move(next));
	}
}

void Account::Private::rename(const std::string &nickname, const std::string &username)
{
	Identity next = identity();
	next.nickname = QString::fromStdString(nickname);
	next.username = QString::fromStdString(username);
	if (next == identity() || next.openId.isEmpty())
		return;
	onLoop([openId = next.openId.toStdString(), nickname, username](AccountWorker &it) {
		it.keepNames(openId, nickname, username);
	});
	showIdentity(std::move(next));
}

void Account::Private::fetchAvatar(const std::string &url)
{
	if (url.empty())
		return;
	onLoop([url, openId = current.toStdString()](AccountWorker &it) { it.avatar(openId, url); });
}

} // namespace DirectPost::Account
