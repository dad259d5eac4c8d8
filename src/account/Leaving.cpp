#include "Leaving.hpp"

#include <utility>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;

constexpr auto kRevokeTimeout = 10s;

} // namespace

struct Leaving::Task {
	std::string openId;
	TikTok::Credentials app;
	bool isRemembered = true; // in the account file
};

Leaving::Leaving(TikTok::Client &client, TokenKeeper &keeper, std::shared_ptr<AccountFile> file, Trouble trouble)
	: client_(client), keeper_(keeper), file_(std::move(file)), trouble_(std::move(trouble))
{
}

void Leaving::begin(const std::string &openId, const TikTok::Credentials &app, bool hasAppChanged)
{
	const auto formerApp = file_->sealed(app);
	const auto marked = file_->update([&](Record &record) {
		// Another process may have connected somebody else meanwhile: that account stays.
		Record::OneAccount *account = record.find(openId);
		if (!account)
			return;
		account->leaving = Record::Leaving();
		if (hasAppChanged) // without its secret it is still not the app of then
			account->leaving->formerApp = formerApp.value_or(Record::App{.clientKey = app.clientKey});
		if (record.current == openId)
			record.current.clear();
	});
	if (!marked)
		trouble_(marked.error());
	run({.openId = openId, .app = app, .isRemembered = marked.has_value()});
}

void Leaving::resume(const std::string &openId, const TikTok::Credentials &app)
{
	run({.openId = openId, .app = app});
}

void Leaving::run(Task task)
{
	if (!openIds_.insert(task.openId).second)
		return;
	const auto over = [weak = weak_from_this(), task,
			   isOver = std::make_shared<bool>(false)](const Expected<void> &revoked) {
		const auto self = weak.lock();
		if (self && !std::exchange(*isOver, true))
			self->end(task.openId, task.isRemembered, revoked);
	};
	client_.loop().after(kRevokeTimeout,
			     [over] { over(std::unexpected(Error{.kind = ErrorKind::Lost, .code = "timed_out"})); });
	keeper_.leave(task.openId, task.app, [weak = weak_from_this(), over, task](const Expected<Bearer> &last) {
		const auto self = weak.lock();
		if (!self || (!last && last.error().kind == ErrorKind::Account))
			return over({}); // the login was gone before
		if (!last)
			return over(std::unexpected(last.error()));
		self->client_.revoke(task.app, last->accessToken, [over](const Expected<void> &revoked) {
			const bool wasGone = !revoked && revoked.error().kind == ErrorKind::Account;
			over(wasGone ? Expected<void>() : revoked);
		});
	});
}

void Leaving::end(const std::string &openId, bool isRemembered, const Expected<void> &revoked)
{
	keeper_.forget(openId);
	const auto removed = file_->update([&](Record &record) {
		const Record::OneAccount *account = record.find(openId);
		// Unless another process has connected it anew meanwhile.
		if (account && (account->leaving || !isRemembered))
			record.remove(openId);
	});
	if (!removed)
		trouble_(removed.error());
	if (!revoked)
		trouble_({.kind = ErrorKind::CreatorAccount,
			  .code = "account_not_revoked",
			  .detail = revoked.error().code + ": " + revoked.error().detail});
	openIds_.erase(openId);
	if (!openIds_.empty())
		return;
	for (const auto &work : std::exchange(whenOver_, {}))
		work();
}

void Leaving::whenOver(std::function<void()> work)
{
	if (openIds_.empty())
		return work();
	whenOver_.push_back(std::move(work));
}

} // namespace DirectPost::Account
