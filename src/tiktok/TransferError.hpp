#pragma once

#include <base/Error.hpp>

#include <curl/curl.h>

namespace DirectPost::TikTok {

// What went wrong on the network, as an Error. `text` is curl's own, for the log.
Error transferError(CURL *handle, CURLcode result, const char *text);

} // namespace DirectPost::TikTok
