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

Error offline()
{
	return {.kind = ErrorKind::Offline, .code = "offline"};
}

Error connectionFailed()
{
	return {.kind = ErrorKind::Unsent, .code = "connection_failed"};
}

// curl calls them all a timeout; what was reached by then tells them apart.
Error timeout(CURL *handle)
{
	if (reached(handle, CURLINFO_PRETRANSFER_TIME_T) > 0)
		return {.kind = ErrorKind::Lost, .code = "timed_out"};
	return reached(handle, CURLINFO_NAMELOOKUP_TIME_T) > 0 ? connectionFailed() : offline();
}

Error errorOf(CURL *handle, CURLcode result)
{
	switch (result) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return offline();
	case CURLE_COULDNT_CONNECT:
		return hasNoRoute(handle) ? offline() : connectionFailed();
	case CURLE_OPERATION_TIMEDOUT:
		return timeout(handle);
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_PARTIAL_FILE:
	case CURLE_SEND_FAIL_REWIND: // a kept connection died under the request
		return {.kind = ErrorKind::Lost, .code = "connection_lost"};
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
	case CURLE_SSL_SHUTDOWN_FAILED:
		return {.kind = ErrorKind::Insecure, .code = "tls_failed"};
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_UNSUPPORTED_PROTOCOL: // an answer in something older than HTTP/1
		return {.kind = ErrorKind::NotUnderstood, .code = "reply_not_understood"};
	default:
		return connectionFailed();
	}
}

} // namespace

Error transferError(CURL *handle, CURLcode result, const char *text)
{
	Error error = errorOf(handle, result);
	error.detail = *text ? text : curl_easy_strerror(result);
	return error;
}

} // namespace DirectPost::TikTok
