#include <account/TokenKeeper.hpp>

#include <utility>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock::time_point;

constexpr auto kCritical = 10min; // with less left, a refresh that failed is tried again at once
constexpr auto kPauseAfterFailure = 30s;
constexpr auto kLockPoll = 200ms;
constexpr auto kLockPatience = 45s; // longer than another process' request can take

} // namespace

struct TokenKeeper::Private : std::enable_shared_from_this<Private> {
	TikTok::Client &client;
	const Clock &clock;
	Log log;
	std::shared_ptr<TokenStore> store;
	std::function<void(const TokenPair &)> expired;
	std::function<void(const Error &)> notSaved;

	TikTok::Credentials credentials;
	std::optional<TokenPair> pair;
	Steady issuedAt;         // of the pair, on the steady clock
	bool isRefused = false;  // TikTok did not take the access token
	bool isUnsaved = false;  // the pair is not on disk yet
	bool hasExpired = false; // there was a pair, and TikTok refused to renew it
	bool isLeaving = false;  // only the one who revokes gets a bearer

	unsigned login = 0; // counts begin() and forget(): a reply for an earlier login is dropped
	bool isRefreshing = false;
	bool mayAskTwice = false; // this refresh may start over with a pair that another process stored
	bool isLocked = false;
	Steady lockGivenUpAt;
	Steady quietUntil; // after a failed refresh
	std::vector<TikTok::Reply<Bearer>> waiting;

	Private(TikTok::Client &client_, const Clock &clock_, Log log_)
		: client(client_), clock(clock_), log(std::move(log_))
	{
	}

	void bearer(TikTok::Reply<Bearer> reply);
	void hold(TokenPair next);
	void endLogin(bool byExpiry);
	void expire();

	std::chrono::nanoseconds remaining() const { return issuedAt + pair->grant.accessLifetime - clock.steadyNow(); }
	bool isUsable() const { return !isRefused && remaining() > 0s; }
	bool isDue() const;
	bool isQuiet() const { return clock.steadyNow() < quietUntil && remaining() > kCritical; }

	void beginRefresh();
	void awaitLock();
	bool adoptStored();
	void ask();
	void answered(std::chrono::system_clock::time_point askedAt, Expected<TikTok::TokenGrant> grant);
	void renewed(TikTok::TokenGrant grant, std::chrono::system_clock::time_point askedAt);
	void save();
	void failed(const Error &error);
	void finish(const Expected<Bearer> &outcome);
	void releaseLock();
	Error noPair() const
	{
		return {.kind = ErrorKind::Account, .code = hasExpired ? "login_expired" : "not_connected"};
	}
	Bearer current() const { return {pair->grant.openId, pair->grant.accessToken}; }

	// Work for later that is dropped when the keeper, or this login, is gone by then.
	template <class... Arguments, class Work> auto ifStillWanted(Work work)
	{
		return [weak = weak_from_this(), login_ = login, work](Arguments... arguments) {
			const auto self = weak.lock();
			if (self && self->login == login_)
				work(*self, std::move(arguments)...);
		};
	}
};

// The steady clock stands still while a computer sleeps and the wall clock can be set wrong: the pair is due by the
// clock that says so first.
bool TokenKeeper::Private::isDue() const
{
	const auto half = pair->grant.accessLifetime / 2;
	const auto wallAge = clock.wallNow() - pair->issuedAt;
	return !isUsable() || clock.steadyNow() - issuedAt >= half || wallAge >= half || wallAge < -1min;
}

void TokenKeeper::Private::bearer(TikTok::Reply<Bearer> reply)
{
	if (!pair)
		return reply(std::unexpected(noPair()));
	if (isUnsaved)
		save();
	if (!isRefreshing && (!isDue() || (isUsable() && isQuiet())))
		return reply(current());
	waiting.push_back(std::move(reply));
	if (!isRefreshing)
		beginRefresh();
}

void TokenKeeper::Private::hold(TokenPair next)
{
	// How old a stored pair is, only the wall clock knows; a clock that runs behind makes it look new.
	const auto age = std::max<std::chrono::system_clock::duration>(clock.wallNow() - next.issuedAt, 0s);
	issuedAt = clock.steadyNow() - std::chrono::duration_cast<std::chrono::steady_clock::duration>(age);
	pair = std::move(next);
	isRefused = false;
	isUnsaved = false;
	quietUntil = {};
}

void TokenKeeper::Private::endLogin(bool byExpiry)
{
	login++;
	pair.reset();
	hasExpired = byExpiry;
	isLeaving = false;
	finish(std::unexpected(noPair()));
}

void TokenKeeper::Private::expire()
{
	log(LogLevel::Warning, "TikTok no longer accepts this login");
	const TokenPair dead = *pair;
	endLogin(true);
	if (expired)
		expired(dead);
}

void TokenKeeper::Private::beginRefresh()
{
	isRefreshing = true;
	mayAskTwice = true;
	lockGivenUpAt = clock.steadyNow() + kLockPatience;
	awaitLock();
}

void TokenKeeper::Private::awaitLock()
{
	isLocked = !store || store->tryLock();
	if (!isLocked && clock.steadyNow() >= lockGivenUpAt)
		return failed({.kind = ErrorKind::Unsent, .code = "refresh_busy"});
	if (!isLocked) {
		client.loop().after(kLockPoll, ifStillWanted([](Private &self) { self.awaitLock(); }));
		return;
	}
	if (adoptStored() && !isDue())
		return finish(current());
	if (pair)
		ask();
}

// Takes over what another process stored. True: it is not what we had. Leaves no pair when the account is gone.
bool TokenKeeper::Private::adoptStored()
{
	if (!store || isUnsaved)
		return false;
	auto stored = store->read();
	if (!stored) {
		log(LogLevel::Warning, "the stored login cannot be read: " + stored.error().detail);
		return false;
	}
	// Disconnected there, or connected to somebody else: never act for an account the user did not see here.
	if (!*stored || (*stored)->grant.openId != pair->grant.openId) {
		expire();
		return false;
	}
	if ((*stored)->grant.refreshToken.equals(pair->grant.refreshToken.reveal()))
		return false;
	log(LogLevel::Info, "another OBS has renewed the login");
	hold(std::move(**stored));
	return true;
}

void TokenKeeper::Private::ask()
{
	const auto askedAt = clock.wallNow();
	client.refresh(credentials, pair->grant.refreshToken,
		       ifStillWanted<Expected<TikTok::TokenGrant>>(
			       [askedAt](Private &self, Expected<TikTok::TokenGrant> grant) {
				       self.answered(askedAt, std::move(grant));
			       }));
}

void TokenKeeper::Private::answered(std::chrono::system_clock::time_point askedAt, Expected<TikTok::TokenGrant> grant)
{
	if (grant)
		return renewed(std::move(*grant), askedAt);
	if (grant.error().kind != ErrorKind::Account)
		return failed(grant.error());
	// Refused for good, unless somebody used this refresh token before us and stored what came of it.
	if (!std::exchange(mayAskTwice, false) || !adoptStored()) {
		if (pair)
			expire();
		return;
	}
	if (isDue())
		return ask();
	finish(current());
}

void TokenKeeper::Private::renewed(TikTok::TokenGrant grant, std::chrono::system_clock::time_point askedAt)
{
	if (grant.openId.empty())
		grant.openId = pair->grant.openId;
	if (grant.openId != pair->grant.openId) // cannot be; but a post to the wrong account would be worse than none
		return expire();
	hold({std::move(grant), askedAt});
	save();
	finish(current());
}

void TokenKeeper::Private::save()
{
	if (!store)
		return;
	const bool wasUnsaved = isUnsaved;
	const auto saved = store->write(*pair);
	isUnsaved = !saved;
	if (saved || wasUnsaved)
		return;
	// The old pair is dead already: use the new one, say it, and try again with the next request.
	log(LogLevel::Error, "the renewed login could not be stored: " + saved.error().detail);
	if (notSaved)
		notSaved(saved.error());
}

void TokenKeeper::Private::failed(const Error &error)
{
	log(LogLevel::Warning, "the login could not be renewed: " + error.code + ": " + error.detail);
	quietUntil = clock.steadyNow() + std::max<std::chrono::seconds>(kPauseAfterFailure, error.retryAfter);
	finish(isUsable() ? Expected<Bearer>(current()) : std::unexpected(error));
}

void TokenKeeper::Private::finish(const Expected<Bearer> &outcome)
{
	releaseLock();
	isRefreshing = false;
	for (auto &reply : std::exchange(waiting, {}))
		reply(outcome);
}

void TokenKeeper::Private::releaseLock()
{
	if (std::exchange(isLocked, false) && store)
		store->unlock();
}

TokenKeeper::TokenKeeper(TikTok::Client &client, const Clock &clock, Log log)
	: d_(std::make_shared<Private>(client, clock, std::move(log)))
{
}

TokenKeeper::~TokenKeeper() = default;

void TokenKeeper::bearer(TikTok::Reply<Bearer> reply)
{
	if (d_->isLeaving)
		return reply(std::unexpected(d_->noPair()));
	d_->bearer(std::move(reply));
}

void TokenKeeper::settle(std::function<void()> settled)
{
	if (!d_->isRefreshing)
		return settled();
	d_->waiting.push_back([settled = std::move(settled)](const Expected<Bearer> &) { settled(); });
}

void TokenKeeper::leave(TikTok::Reply<Bearer> last)
{
	d_->isLeaving = true;
	d_->bearer(std::move(last));
}

void TokenKeeper::refused(const Secret &accessToken)
{
	if (d_->pair && d_->pair->grant.accessToken.equals(accessToken.reveal()))
		d_->isRefused = true;
}

void TokenKeeper::begin(TikTok::Credentials credentials, TikTok::TokenGrant grant,
			std::chrono::system_clock::time_point issuedAt)
{
	forget();
	d_->credentials = std::move(credentials);
	d_->hold({std::move(grant), issuedAt});
}

void TokenKeeper::useCredentials(TikTok::Credentials credentials)
{
	d_->credentials = std::move(credentials);
}

void TokenKeeper::forget()
{
	d_->endLogin(false);
}

void TokenKeeper::keepIn(std::shared_ptr<TokenStore> store)
{
	d_->store = std::move(store);
}

void TokenKeeper::onExpired(std::function<void(const TokenPair &)> expired)
{
	d_->expired = std::move(expired);
}

void TokenKeeper::onNotSaved(std::function<void(const Error &)> notSaved)
{
	d_->notSaved = std::move(notSaved);
}

} // namespace DirectPost::Account
