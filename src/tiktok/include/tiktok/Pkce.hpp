#pragma once

#include "Endpoints.hpp"

#include <base/Secret.hpp>

#include <string>
#include <string_view>

namespace DirectPost::TikTok {

// 64 random characters of RFC 7636's unreserved set; also serves as the state. Empty when the system has no randomness.
Secret randomToken();

// Lower-case HEX of SHA-256(verifier): TikTok's "Login Kit for Desktop" departs from RFC 7636's base64url.
std::string codeChallenge(std::string_view verifier);

struct AuthorizeRequest {
	std::string clientKey;
	std::string redirectUri;
	Secret state;
	std::string challenge;
};
// The page the system browser opens. Always asks for consent anew (disable_auto_auth=1), so that another account can be
// chosen.
std::string authorizeUrl(const Endpoints &endpoints, const AuthorizeRequest &request);

} // namespace DirectPost::TikTok
