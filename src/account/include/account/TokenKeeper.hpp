#pragma once

#include <tiktok/Client.hpp>

#include <base/Clock.hpp>

#include <functional>
#include <memory>
#include <string>

namespace DirectPost::Account {

// The right to act for one account, good for one request.
struct Bearer {
	std::string openId;
	Secret accessToken;
};

// Holds the token pair on the publisher thread and keeps it fresh: at half its life, always when fewer than ten minutes
// remain, and when TikTok says access_token_invalid. One refresh at a time, whoever asks; the new pair is stored before
// it is used, because TikTok's rotation kills the old one. All calls and replies on the loop's thread, unless said
// otherwise.
class TokenKeeper {
public:
	TokenKeeper(TikTok::Client &client, const Clock &clock, Log log);
	~TokenKeeper();

	// Errors: not_connected, login_expired (advice Reconnect), keychain_locked, and refresh's network errors.
	void bearer(TikTok::Reply<Bearer> reply);
	// The token was refused with access_token_invalid: the next bearer() refreshes, unless someone did so already.
	void refused(const Secret &accessToken);

	// Calls with a fresh bearer, and once more after a refresh when TikTok says access_token_invalid.
	template <class T>
	void withBearer(std::function<void(const Bearer &bearer, TikTok::Reply<T> reply)> call, TikTok::Reply<T> reply);

	// For Account. `save` makes a pair durable and answers when it is; it may take time (keychain).
	using Save = std::function<void(const TikTok::TokenGrant &grant, std::chrono::system_clock::time_point issuedAt,
					std::function<void(Expected<std::monostate>)> saved)>;
	void begin(TikTok::Credentials credentials, TikTok::TokenGrant grant,
		   std::chrono::system_clock::time_point issuedAt);
	void forget();
	void onSave(Save save);
	void onExpired(std::function<void()> expired); // refresh was refused: the login is gone

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

template <class T>
void TokenKeeper::withBearer(std::function<void(const Bearer &, TikTok::Reply<T>)> call, TikTok::Reply<T> reply)
{
	bearer([this, call, reply](Expected<Bearer> first) {
		if (!first)
			return reply(std::unexpected(first.error()));
		call(*first, [this, call, reply, used = first->accessToken](Expected<T> answer) {
			if (answer || answer.error().code != "access_token_invalid")
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
