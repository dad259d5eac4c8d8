#include <account/TokenKeeper.hpp>

#include "HeldLogin.hpp"

#include <map>
#include <utility>

namespace DirectPost::Account {

struct TokenKeeper::Private : std::enable_shared_from_this<Private> {
	using Logins = std::map<std::string, std::shared_ptr<HeldLogin>>; // by open id

	std::shared_ptr<LoginServices> services;
	Logins logins;
	Logins left; // only who revokes them gets their bearer
	std::string current;

	explicit Private(LoginServices shared) : services(std::make_shared<LoginServices>(std::move(shared))) {}
	void settle(const std::function<void()> &settled);
	void unmakeCurrent(const std::string &openId);
	static void end(Logins &logins, const std::string &openId);
};

void TokenKeeper::Private::end(Logins &logins, const std::string &openId)
{
	if (const auto ended = logins.extract(openId))
		ended.mapped()->end();
}

void TokenKeeper::Private::unmakeCurrent(const std::string &openId)
{
	if (current == openId)
		current.clear();
}

void TokenKeeper::Private::settle(const std::function<void()> &settled)
{
	for (const Logins *some : {&logins, &left}) {
		for (const auto &[openId, login] : *some) {
			if (!login->isRefreshing())
				continue;
			return login->whenIdle([weak = weak_from_this(), settled] {
				if (const auto self = weak.lock())
					self->settle(settled);
			});
		}
	}
	settled();
}

TokenKeeper::TokenKeeper(TikTok::Client &client, const Clock &clock, Log log)
	: d_(std::make_shared<Private>(LoginServices{.client = client, .clock = clock, .log = std::move(log)}))
{
}

TokenKeeper::~TokenKeeper() = default;

void TokenKeeper::bearer(const std::string &openId, TikTok::Reply<Bearer> reply)
{
	const auto found = d_->logins.find(openId);
	if (found == d_->logins.end())
		return reply(std::unexpected(Error{.kind = ErrorKind::Account, .code = "not_connected"}));
	const auto login = found->second; // a reply may forget it
	login->bearer(std::move(reply));
}

void TokenKeeper::refused(const Bearer &bearer)
{
	if (const auto found = d_->logins.find(bearer.openId); found != d_->logins.end())
		found->second->refused(bearer.accessToken);
}

void TokenKeeper::settle(std::function<void()> settled)
{
	d_->settle(settled);
}

void TokenKeeper::askCredentialsOf(std::function<TikTok::Credentials()> source)
{
	d_->services->credentials = std::move(source);
}

void TokenKeeper::begin(TikTok::TokenGrant grant, std::chrono::system_clock::time_point issuedAt)
{
	const std::string openId = grant.openId;
	forget(openId);
	d_->logins[openId] = std::make_shared<HeldLogin>(d_->services, TokenPair{std::move(grant), issuedAt});
	d_->current = openId;
}

void TokenKeeper::makeCurrent(std::string openId)
{
	d_->current = std::move(openId);
}

const std::string &TokenKeeper::current() const
{
	return d_->current;
}

std::vector<std::string> TokenKeeper::openIds() const
{
	std::vector<std::string> all;
	for (const auto &[openId, login] : d_->logins)
		all.push_back(openId);
	return all;
}

void TokenKeeper::forget(const std::string &openId)
{
	Private::end(d_->logins, openId);
	Private::end(d_->left, openId);
	d_->unmakeCurrent(openId);
}

void TokenKeeper::leave(const std::string &openId, TikTok::Credentials credentials, TikTok::Reply<Bearer> last)
{
	const auto found = d_->logins.extract(openId);
	if (!found)
		return last(std::unexpected(Error{.kind = ErrorKind::Account, .code = "not_connected"}));
	const auto login = found.mapped();
	Private::end(d_->left, openId);
	d_->left[openId] = login;
	d_->unmakeCurrent(openId);
	login->useCredentials(std::move(credentials));
	login->bearer(std::move(last));
}

void TokenKeeper::keepIn(std::shared_ptr<TokenStore> store)
{
	d_->services->store = std::move(store);
}

void TokenKeeper::onExpired(std::function<void(const TokenPair &)> expired)
{
	d_->services->expired = std::move(expired);
}

void TokenKeeper::onNotSaved(std::function<void(const Error &)> notSaved)
{
	d_->services->notSaved = std::move(notSaved);
}

} // namespace DirectPost::Account
