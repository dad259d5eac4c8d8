#include "TransferError.hpp"

#include "Url.hpp"

#include <base/Redaction.hpp>

#include <algorithm>
#include <array>
#include <cerrno>

#ifdef _WIN32
#include <winsock2.h>
#endif

namespace DirectPost::TikTok {

namespace {

#ifdef _WIN32
constexpr std::array<long, 3> kNoRoute = {WSAENETUNREACH, WSAEHOSTUNREACH, WSAENETDOWN};
#else
constexpr std::array<long, 3> kNoRoute = {ENETUNREACH, EHOSTUNREACH, ENETDOWN};
#endif

bool hasNoRoute(CURL *handle)
{
	long systemError = 0;
	curl_easy_getinfo(handle, CURLINFO_OS_ERRNO, &systemError);
	return std::ranges::contains(kNoRoute, systemError);
}

curl_off_t reached(CURL *handle, CURLINFO milestone)
{
	curl_off_t time_us = 0;
	curl_easy_getinfo(handle, milestone, &time_us);
	return time_us;
}

Error offline()
{
	return {.kind = ErrorKind::Offline, .code = "offline"};
}

// Where this computer has no network, or where its network does not know this host.
Error hostNotFound(CURL *handle)
{
	char *address = nullptr;
	curl_easy_getinfo(handle, CURLINFO_EFFECTIVE_URL, &address);
	const auto url = parseUrl(address ? address : "");
	return {.kind = ErrorKind::Offline,
		.code = "host_not_found",
		.values = {{"host", url ? url->host : std::string()}}};
}

Error connectionFailed(Way way)
{
	return {.kind = ErrorKind::Unsent, .code = way == Way::ThroughProxy ? "proxy_failed" : "connection_failed"};
}

// What a proxy said to CONNECT; 0: no proxy, or it said nothing.
long proxyStatus(CURL *handle)
{
	long status = 0;
	curl_easy_getinfo(handle, CURLINFO_HTTP_CONNECTCODE, &status);
	return status;
}

// The way to the server never stood: not a byte of the request has left, whatever curl calls it.
Error unsent(CURL *handle, CURLcode result, Way way)
{
	if (const long status = proxyStatus(handle); status >= 300)
		return {.kind = ErrorKind::Unsent,
			.code = "proxy_refused",
			.values = {{"status", std::to_string(status)}}};
	switch (result) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return hostNotFound(handle);
	case CURLE_COULDNT_RESOLVE_PROXY: // or its address makes no sense
		return {.kind = ErrorKind::Unsent, .code = "proxy_not_found"};
	case CURLE_PROXY:
		return connectionFailed(Way::ThroughProxy);
	case CURLE_COULDNT_CONNECT:
		return hasNoRoute(handle) ? offline() : connectionFailed(way);
	case CURLE_OPERATION_TIMEDOUT:
		return reached(handle, CURLINFO_NAMELOOKUP_TIME_T) > 0 ? connectionFailed(way) : offline();
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
	case CURLE_SSL_SHUTDOWN_FAILED:
		return {.kind = ErrorKind::Insecure, .code = "tls_failed"};
	default:
		return connectionFailed(way);
	}
}

Error lost(CURLcode result)
{
	switch (result) {
	case CURLE_OPERATION_TIMEDOUT:
		return {.kind = ErrorKind::Lost, .code = "timed_out"};
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_UNSUPPORTED_PROTOCOL: // an answer in something older than HTTP/1
		return {.kind = ErrorKind::NotUnderstood, .code = "reply_not_understood"};
	default:
		return {.kind = ErrorKind::Lost, .code = "connection_lost"};
	}
}

} // namespace

Error transferError(CURL *handle, CURLcode result, Way way, const char *text)
{
	// curl notes the beginning of the transfer after the first attempt to send, which may have failed halfway.
	const bool mayHaveBeenSent = reached(handle, CURLINFO_PRETRANSFER_TIME_T) > 0 || result == CURLE_SEND_ERROR ||
				     result == CURLE_SEND_FAIL_REWIND;
	Error error = mayHaveBeenSent ? lost(result) : unsent(handle, result, way);
	error.detail = redacted(*text ? text : curl_easy_strerror(result)); // curl may quote a proxy's address
	return error;
}

} // namespace DirectPost::TikTok
