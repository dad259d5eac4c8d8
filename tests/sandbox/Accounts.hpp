#pragma once

#include "sandbox/Sandbox.hpp"
#include "SandboxClock.hpp"

#include <deque>
#include <expected>
#include <list>
#include <map>
#include <set>

namespace DirectPost::StandIn {

using Scopes = std::vector<std::string>;

std::vector<std::string> splitList(std::string_view list, char separator = ',');
std::string joinList(const std::vector<std::string> &list, char separator = ',');

struct AuthorizationCode {
	std::string code;
	std::string openId;
	Scopes scopes;
	std::string redirectUri;
	std::string challenge; // lower-case hex SHA-256 of the verifier
	Time expiresAt;
	bool isUsed = false;
};

// What a creator once allowed the app, as one chain of token pairs.
struct Grant {
	std::string openId;
	Scopes scopes;
	Time refreshExpiresAt;
	bool isRemoved = false;
};

struct AccessToken {
	std::string token;
	std::shared_ptr<Grant> grant;
	Time expiresAt;
};

struct TokenReply {
	std::string openId;
	Scopes scopes;
	std::string accessToken;
	std::string refreshToken;
	int64_t expiresIn_s = 0;
	int64_t refreshExpiresIn_s = 0;
};

// Creators, codes and tokens. Guarded by World's mutex.
class Accounts {
public:
	std::vector<SandboxCreator> creators;
	std::map<std::string, std::deque<Time>> creatorInfosAsked; // by open_id; those no post has spent yet

	SandboxCreator *creator(std::string_view openId);

	const AuthorizationCode &newCode(AuthorizationCode details);
	AuthorizationCode *findCode(std::string_view code);

	TokenReply newGrant(std::string openId, Scopes scopes, const SandboxOptions &lifetimes, Time now);
	// Why a refresh token is no good, or the next pair. A spent token stays known, to tell it from an unknown one.
	enum class RefreshError { Unknown = 1, Spent, Expired, Removed };
	std::expected<TokenReply, RefreshError> refresh(std::string_view refreshToken, const SandboxOptions &lifetimes,
							Time now);

	// Null: unknown, expired, or its grant was removed.
	const AccessToken *findAccessToken(std::string_view token, Time now) const;
	void killAccessToken(std::string_view token);
	void expireAccessTokens();
	void removeGrants(std::string_view openId);

	// Every code and token there ever was.
	const std::vector<std::string> &issued() const { return issued_; }

private:
	struct RefreshToken {
		std::shared_ptr<Grant> grant;
		bool isSpent = false;
	};
	TokenReply issue(const std::shared_ptr<Grant> &grant, const SandboxOptions &lifetimes, Time now);

	std::vector<std::string> issued_;
	std::list<AuthorizationCode> codes_;
	std::map<std::string, AccessToken, std::less<>> accessTokens_;
	std::map<std::string, RefreshToken, std::less<>> refreshTokens_;
};

} // namespace DirectPost::StandIn
