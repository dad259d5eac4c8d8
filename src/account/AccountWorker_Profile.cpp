#include "AccountWorker.hpp"

#include "Avatar.hpp"

namespace DirectPost::Account {

void AccountWorker::creatorInfo(const std::string &openId)
{
	keeper_.withBearer<TikTok::CreatorInfo>(
		openId,
		[this](const Bearer &bearer, TikTok::Reply<TikTok::CreatorInfo> answer) {
			client_.creatorInfo(bearer.accessToken, std::move(answer));
		},
		[weak = weak_from_this(), openId](const Expected<TikTok::CreatorInfo> &info) {
			const auto self = weak.lock();
			if (!self)
				return;
			const QString owner = QString::fromStdString(openId);
			if (info)
				emit self->creatorInfoCame(owner, *info);
			else
				emit self->creatorInfoFailed(owner, info.error());
		});
}

void AccountWorker::profile(const std::string &openId)
{
	keeper_.withBearer<TikTok::Profile>(
		openId,
		[this](const Bearer &bearer, TikTok::Reply<TikTok::Profile> answer) {
			client_.profile(bearer.accessToken, std::move(answer));
		},
		[weak = weak_from_this(), openId](const Expected<TikTok::Profile> &profile) {
			const auto self = weak.lock();
			if (self && profile)
				emit self->profileCame(QString::fromStdString(openId), *profile);
		});
}

void AccountWorker::avatar(const std::string &openId, const std::string &url)
{
	client_.image(url, [weak = weak_from_this(), openId](Expected<std::string> file) {
		const auto self = weak.lock();
		if (self && file)
			emit self->avatarCame(QString::fromStdString(openId), decodeAvatar(*file));
	});
}

void AccountWorker::keepNames(const std::string &openId, const std::string &nickname, const std::string &username)
{
	change([&](Record &record) {
		Record::OneAccount *account = record.find(openId);
		if (!account)
			return;
		account->nickname = nickname;
		account->username = username;
	});
}

} // namespace DirectPost::Account
