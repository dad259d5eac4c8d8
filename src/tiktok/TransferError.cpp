#include "TransferError.hpp"

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

// curl calls them all a timeout; what was reached by then tells them apart.
const char *timeoutCode(CURL *handle)
{
	if (reached(handle, CURLINFO_PRETRANSFER_TIME_T) > 0)
		return "timed_out";
	return reached(handle, CURLINFO_NAMELOOKUP_TIME_T) > 0 ? "connection_failed" : "offline";
}

const char *codeFor(CURL *handle, CURLcode result)
{
	switch (result) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return "offline";
	case CURLE_COULDNT_CONNECT:
		return hasNoRoute(handle) ? "offline" : "connection_failed";
	case CURLE_OPERATION_TIMEDOUT:
		return timeoutCode(handle);
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_PARTIAL_FILE:
	case CURLE_SEND_FAIL_REWIND: // a kept connection died under the request
		return "connection_lost";
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
	case CURLE_SSL_SHUTDOWN_FAILED:
		return "tls_failed";
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_UNSUPPORTED_PROTOCOL: // an answer in something older than HTTP/1
		return "reply_not_understood";
	default:
		return "connection_failed";
	}
}

} // namespace

Error transferError(CURL *handle, CURLcode result, const char *text)
{
	Error error;
	error.code = codeFor(handle, result);
	error.advice = Advice::Retry;
	error.retry = Retry::Later;
	error.detail = *text ? text : curl_easy_strerror(result);
	return error;
}

} // namespace DirectPost::TikTok
