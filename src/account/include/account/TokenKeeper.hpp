#pragma once

#include <tiktok/Client.hpp>

#include <base/Clock.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

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

// Where the pair outlives the process and is shared with other processes. Called on the loop's thread; must be quick.
class TokenStore {
public:
	virtual ~TokenStore() = default;
	// One process refreshes at a time. False: another one does just now. A lock whose owner died is taken over.
	virtual bool tryLock() = 0;
	virtual void unlock() = 0;
	// What is stored now, perhaps by another process. Nullopt: nobody is connected any more.
	virtual Expected<std::optional<TokenPair>> read() = 0;
	// On disk when it returns.
	virtual Expected<void> write(const TokenPair &pair) = 0;
};

// Holds the token pair on the publisher thread and keeps it fresh: at half its life, and when TikTok says
// access_token_invalid. One refresh at a time, whoever asks and in whichever process; the new pair is stored before it
// is used, because TikTok's rotation kills the old one. While a refresh fails for want of a network, a pair that is
// still good is used on. All calls and replies on the loop's thread; construct and destroy it while the loop is stopped
// or unused.
class TokenKeeper {
public:
	TokenKeeper(TikTok::Client &client, const Clock &clock, Log log);
	~TokenKeeper();

	// Errors: not_connected, login_expired (both of kind Account), refresh_busy (another process does not finish),
	// and refresh's own errors.
	void bearer(TikTok::Reply<Bearer> reply);
	// The token was refused with access_token_invalid: the next bearer() refreshes, unless someone did so already.
	void refused(const Secret &accessToken);

	// Calls with a fresh bearer, and once more after a refresh when TikTok says access_token_invalid.
	template <class T>
	void withBearer(std::function<void(const Bearer &bearer, TikTok::Reply<T> reply)> call, TikTok::Reply<T> reply);

	// When no refresh is under way (any more).
	void settle(std::function<void()> settled);

	// The rest is for Account.
	void begin(TikTok::Credentials credentials, TikTok::TokenGrant grant,
		   std::chrono::system_clock::time_point issuedAt);
	void useCredentials(TikTok::Credentials credentials); // of the same developer app
	void forget();
	// The last bearer, to revoke the login with: from now on bearer() says not_connected.
	void leave(TikTok::Reply<Bearer> last);
	void keepIn(std::shared_ptr<TokenStore> store);                     // none: the pair dies with the process
	void onExpired(std::function<void(const TokenPair &dead)> expired); // refresh was refused: the login is gone
	void onNotSaved(std::function<void(const Error &)> notSaved);       // used all the same, and tried again

private:
	struct Private;
	std::shared_ptr<Private> d_;
};

template <class T>
void TokenKeeper::withBearer(std::function<void(const Bearer &, TikTok::Reply<T>)> call, TikTok::Reply<T> reply)
{
	bearer([this, call, reply](Expected<Bearer> first) {
		if (!first)
			return reply(std::unexpected(first.error()));
		call(*first, [this, call, reply, used = first->accessToken](Expected<T> answer) {
			if (answer || answer.error().kind != ErrorKind::AccessToken)
				return reply(std::move(answer));
			refused(used);
			bearer([call, reply](Expected<Bearer> second) {
				if (!second)
					return reply(std::unexpected(second.error()));
				call(*second, reply);
			});
		});
	});
}

} // namespace DirectPost::Account
