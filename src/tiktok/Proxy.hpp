#pragma once

#include <tiktok/TransferLoop.hpp>

#include <curl/curl.h>

namespace DirectPost::TikTok {

// Tells curl the system's proxy for this URL, unless the environment names one (https_proxy, all_proxy), which curl
// takes by itself. Never for a loopback address.
void useProxyOf(const ProxyOf &proxyOf, const std::string &url, CURL *handle);

} // namespace DirectPost::TikTok
