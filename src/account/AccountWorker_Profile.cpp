#include "AccountWorker.hpp"

#include "Avatar.hpp"

namespace DirectPost::Account {

namespace {

// The answer about a creator, given exactly once: at the latest when an exception has ended all that could give it.
class CreatorAnswer {
public:
	CreatorAnswer(std::weak_ptr<AccountWorker> worker, const std::string &openId)
		: worker_(std::move(worker)), openId_(QString::fromStdString(openId))
	{
	}
	CreatorAnswer(const CreatorAnswer &) = delete;
	CreatorAnswer &operator=(const CreatorAnswer &) = delete;
	~CreatorAnswer()
	{
		if (!isGiven_)
			give(std::unexpected(Error{.kind = ErrorKind::Internal,
						   .code = "creator_internal",
						   .detail = "an exception ended the question"}));
	}

	void give(const Expected<TikTok::CreatorInfo> &info)
	{
		isGiven_ = true;
		const auto worker = worker_.lock();
		if (!worker)
			return;
		if (info)
			emit worker->creatorInfoCame(openId_, *info);
		else
			emit worker->creatorInfoFailed(openId_, info.error());
	}

private:
	std::weak_ptr<AccountWorker> worker_;
	QString openId_;
	bool isGiven_ = false;
};

} // namespace

void AccountWorker::creatorInfo(const std::string &openId)
{
	const auto owed = std::make_shared<CreatorAnswer>(weak_from_this(), openId);
	keeper_.withBearer<TikTok::CreatorInfo>(
		openId,
		[this](const Bearer &bearer, TikTok::Reply<TikTok::CreatorInfo> answer) {
			client_.creatorInfo(bearer.accessToken, std::move(answer));
		},
		[owed](const Expected<TikTok::CreatorInfo> &info) { owed->give(info); });
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
