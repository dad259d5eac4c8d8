#include "Proxies.hpp"

#include "Url.hpp"

#include <algorithm>
#include <cstdlib>

namespace DirectPost::TikTok {

namespace {

constexpr auto kSilentFor = std::chrono::minutes(5);

bool isNamedByEnvironment()
{
	return std::ranges::any_of(std::initializer_list{"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"},
				   [](const char *name) {
					   const char *value = std::getenv(name);
					   return value && *value;
				   });
}

} // namespace

std::vector<Proxy> Proxies::waysTo(const std::string &url, Time now) const
{
	const auto parts = parseUrl(url);
	if (!proxiesOf_ || !parts || parts->isLoopback() || isNamedByEnvironment())
		return {};
	std::vector<Proxy> ways = proxiesOf_(parts->origin());
	std::ranges::stable_partition(ways, [&](const Proxy &proxy) {
		const auto silent = silentSince_.find(proxy.address);
		return silent == silentSince_.end() || now - silent->second >= kSilentFor;
	});
	return ways;
}

bool isWayClosed(CURL *handle, CURLcode result)
{
	curl_off_t connected_us = 0;
	curl_easy_getinfo(handle, CURLINFO_CONNECT_TIME_T, &connected_us);
	return result == CURLE_COULDNT_RESOLVE_PROXY || result == CURLE_COULDNT_CONNECT || result == CURLE_PROXY ||
	       (result == CURLE_OPERATION_TIMEDOUT && connected_us == 0);
}

} // namespace DirectPost::TikTok
