#pragma once

#include "Api.hpp"

namespace DirectPost::StandIn {

struct Pulled {
	std::string bytes;
	std::string contentType;
};

// At init: TikTok fetches only https URLs under a prefix that the app's owner has verified.
std::expected<void, ApiError> checkPullUrl(const World &world, const std::string &url);

// Fetches what is served on this machine, if the options say whom to trust there; an empty optional: believed without
// looking. Redirects and errors are failures.
std::expected<std::optional<Pulled>, std::string> pull(const World &world, const std::string &url);

} // namespace DirectPost::StandIn
