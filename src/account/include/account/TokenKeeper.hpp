#pragma once

#include <tiktok/Client.hpp>

#include <base/Clock.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace DirectPost::Account {

// The right to act for one account, good for one request.
struct Bearer {
	std::string openId;
	Secret accessToken;
};

struct TokenPair {
	TikTok::TokenGrant grant;
	std::chrono::system_clock::time_point issuedAt; // when it was asked for
};

// Where the pairs outlive the process and are shared with other processes. Called on the loop's thread; must be quick.
class TokenStore {
public:
	virtual ~TokenStore() = default;
	// One process refreshes at a time. False: another one does just now. A lock whose owner died is taken over.
	// Each lock that was taken is given back with one unlock().
	virtual bool tryLock() = 0;
	virtual void unlock() = 0;
	// What is stored now, perhaps by another process. Nullopt: this account is not connected any more.
	virtual Expected<std::optional<TokenPair>> read(const std::string &openId) = 0;
	// On disk when it returns. An account that is not connected any more stays so.
	virtual Expected<void> write(const TokenPair &pair) = 0;
};

// Holds a token pair for each connected account on the publisher thread and keeps it fresh: at half its life, and when
// TikTok says access_token_invalid. One refresh at a time for an account, whoever asks and in whichever process; the
// new pair is stored before it is used, because TikTok's rotation kills the old one. While a refresh fails for want of
// a network, a pair that is still good is used on. All calls and replies on the loop's thread; construct and destroy it
// while the loop is stopped or unused.
class TokenKeeper {
public:
	TokenKeeper(TikTok::Client &client, const Clock &clock, Log log);
	~TokenKeeper();

	// A bearer of this account and of no other. Errors: not_connected, login_expired (both of kind Account),
	// refresh_busy (another process does not finish), and refresh's own errors.
	void bearer(const std::string &openId, TikTok::Reply<Bearer> reply);
	// Of the current account.
	void bearer(TikTok::Reply<Bearer> reply) { bearer(current(), std::move(reply)); }
	// The token was refused with access_token_invalid: the next bearer() refreshes, unless someone did so already.
	void refused(const Bearer &bearer);

	// Calls with a fresh bearer, and once more after a refresh when TikTok says access_token_invalid.
	template <class T> using Call = std::function<void(const Bearer &bearer, TikTok::Reply<T> reply)>;
	template <class T> void withBearer(const std::string &openId, Call<T> call, TikTok::Reply<T> reply);
	// Of the current account.
	template <class T> void withBearer(Call<T> call, TikTok::Reply<T> reply)
	{
		withBearer<T>(current(), std::move(call), std::move(reply));
	}

	// When no refresh is under way (any more).
	void settle(std::function<void()> settled);

	// The rest is for Account.

	// The developer app's, asked for at each refresh.
	void askCredentialsOf(std::function<TikTok::Credentials()> source);
	// From now on this login is used for its account, which becomes the current one.
	void begin(TikTok::TokenGrant grant, std::chrono::system_clock::time_point issuedAt);
	void makeCurrent(std::string openId);
	const std::string &current() const; // an open id; empty: none, or it was left
	std::vector<std::string> openIds() const;
	void forget(const std::string &openId);
	// The last bearer of a login, to revoke it with: from now on bearer() says not_connected. forget() ends the
	// wait for it. `credentials`: of the app that the login belongs to.
	void leave(const std::string &openId, TikTok::Credentials credentials, TikTok::Reply<Bearer> last);
	void keepIn(std::shared_ptr<TokenStore> store);                     // none: the pairs die with the process
	void onExpired(std::function<void(const TokenPair &dead)> expired); // refresh was refused: the login is gone
	void onNotSaved(std::function<void(const Error &)> notSaved);       // used all the same, and tried again

private:
	struct Private;
	std::shared_ptr<Private> d_;
};

template <class T> void TokenKeeper::withBearer(const std::string &openId, Call<T> call, TikTok::Reply<T> reply)
{
	bearer(openId, [this, call, reply](Expected<Bearer> first) {
		if (!first)
			return reply(std::unexpected(first.error()));
		call(*first, [this, call, reply, used = *first](Expected<T> answer) {
			if (answer || answer.error().kind != ErrorKind::AccessToken)
				return reply(std::move(answer));
			refused(used);
			bearer(used.openId, [call, reply](Expected<Bearer> second) {
				if (!second)
					return reply(std::unexpected(second.error()));
				call(*second, reply);
			});
		});
	});
}

} // namespace DirectPost::Account
