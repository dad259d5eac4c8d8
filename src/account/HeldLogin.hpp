#pragma once

#include <account/TokenKeeper.hpp>

#include <vector>

namespace DirectPost::Account {

// What every login of a TokenKeeper shares.
struct LoginServices {
	TikTok::Client &client;
	const Clock &clock;
	Log log;
	std::shared_ptr<TokenStore> store = {};
	std::function<TikTok::Credentials()> credentials = [] {
		return TikTok::Credentials();
	};
	std::function<void(const TokenPair &dead)> expired = {};
	std::function<void(const Error &)> notSaved = {};
};

// One account's token pair and its refresh: see TokenKeeper, which holds one of these for each account. A new login of
// the same account is a new object, so that a late reply finds nobody.
class HeldLogin : public std::enable_shared_from_this<HeldLogin> {
public:
	HeldLogin(std::shared_ptr<const LoginServices> services, TokenPair pair);
	~HeldLogin() { releaseLock(); }

	void bearer(TikTok::Reply<Bearer> reply);
	void refused(const Secret &accessToken);
	bool isRefreshing() const { return isRefreshing_; }
	// After the refresh that is under way.
	void whenIdle(std::function<void()> work);
	// Of another developer app than the one in use: the login is left because the app has changed.
	void useCredentials(TikTok::Credentials credentials) { ownCredentials_ = std::move(credentials); }
	// The login is over: whoever waits gets not_connected.
	void end();

private:
	void hold(TokenPair next);
	void expire();

	std::chrono::nanoseconds remaining() const;
	bool isUsable() const { return !isRefused_ && remaining() > std::chrono::nanoseconds(0); }
	bool isDue() const;
	bool isQuiet() const;

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
	Error noPair() const;
	Bearer current() const { return {pair_->grant.openId, pair_->grant.accessToken}; }

	// Work for later, dropped when this login is gone by then.
	template <class... Arguments, class Work> auto ifStillWanted(Work work);

	using Steady = std::chrono::steady_clock::time_point;
	std::shared_ptr<const LoginServices> services_;
	std::optional<TikTok::Credentials> ownCredentials_;
	std::optional<TokenPair> pair_; // none: the login is over
	Steady issuedAt_;               // of the pair, on the steady clock
	bool isRefused_ = false;        // TikTok did not take the access token
	bool isUnsaved_ = false;        // the pair is not on disk yet
	bool hasExpired_ = false;       // TikTok refused to renew the pair

	bool isRefreshing_ = false;
	bool mayAskTwice_ = false; // this refresh may start over with a pair that another process stored
	bool isLocked_ = false;
	Steady lockGivenUpAt_;
	Steady quietUntil_; // after a failed refresh
	std::vector<TikTok::Reply<Bearer>> waiting_;
};

} // namespace DirectPost::Account
