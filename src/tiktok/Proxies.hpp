#pragma once

#include <tiktok/TransferLoop.hpp>

#include <curl/curl.h>

#include <chrono>
#include <map>

namespace DirectPost::TikTok {

// The system's proxies, and which of them did not answer lately.
class Proxies {
public:
	using Time = std::chrono::steady_clock::time_point;

	explicit Proxies(ProxiesOf proxiesOf) : proxiesOf_(std::move(proxiesOf)) {}

	// In the order in which they are to be tried: what did not answer in the last minutes comes last. None where
	// the environment names a proxy (https_proxy, all_proxy), which curl takes by itself, and for a loopback
	// address.
	std::vector<Proxy> waysTo(const std::string &url, Time now) const;
	void noAnswerFrom(const Proxy &proxy, Time now) { silentSince_[proxy.address] = now; }

private:
	ProxiesOf proxiesOf_;
	std::map<std::string, Time> silentSince_; // by address
};

// The request has not even come as far as the proxy: another way is worth a try.
bool isWayClosed(CURL *handle, CURLcode result);

} // namespace DirectPost::TikTok
