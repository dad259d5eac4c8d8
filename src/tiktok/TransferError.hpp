#pragma once

#include <base/Error.hpp>

#include <curl/curl.h>

namespace DirectPost::TikTok {

enum class Way {
	Straight = 1, // or through a proxy of the environment
	ThroughProxy,
};

// What went wrong on the network, as an Error. `text` is curl's own, for the log.
Error transferError(CURL *handle, CURLcode result, Way way, const char *text);

} // namespace DirectPost::TikTok
