#include "Proxy.hpp"

#include "Url.hpp"

#include <algorithm>
#include <cstdlib>

namespace DirectPost::TikTok {

namespace {

bool isNamedByEnvironment()
{
	return std::ranges::any_of(std::initializer_list{"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"},
				   [](const char *name) {
					   const char *value = std::getenv(name);
					   return value && *value;
				   });
}

} // namespace

void useProxyOf(const ProxyOf &proxyOf, const std::string &url, CURL *handle)
{
	const auto parts = parseUrl(url);
	if (!proxyOf || !parts || parts->isLoopback() || isNamedByEnvironment())
		return;
	if (const std::string proxy = proxyOf(parts->origin()); !proxy.empty())
		curl_easy_setopt(handle, CURLOPT_PROXY, proxy.c_str());
}

} // namespace DirectPost::TikTok
