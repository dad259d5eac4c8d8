#include "Transfer.hpp"

#include "ReplyHeader.hpp"
#include "Url.hpp"

#include <base/Redaction.hpp>

#include <algorithm>
#include <format>
#include <utility>

namespace DirectPost::TikTok {

namespace {

constexpr size_t kLargestHeaders_bytes = 256 << 10;
constexpr long kConnectTimeout_s = 15;
constexpr long kUploadBuffer_bytes = 512 << 10; // more brings no more throughput; see the bench
constexpr long kKeepaliveIdle_s = 30;
constexpr long kKeepaliveInterval_s = 10;
constexpr std::chrono::milliseconds kShortestRest{1}; // a pace that says 0 must not make the loop spin

} // namespace

void Transfer::WipingFree::operator()(curl_slist *headers) const
{
	for (curl_slist *item = headers; item; item = item->next)
		for (volatile char *byte = item->data; *byte; byte++)
			*byte = 0;
	curl_slist_free_all(headers);
}

Transfer::Transfer(HttpRequest request, Pace &pace, Sockets &sockets)
	: request_(std::move(request)), pace_(pace), sockets_(sockets), handle_(curl_easy_init(), curl_easy_cleanup)
{
}

Transfer::~Transfer()
{
	if (request_.upload)
		request_.upload->body->wakeBy({});
}

void Transfer::prepare()
{
	setConnectionOptions();
	setTlsOptions();
	setRequestOptions();
}

// Name and password apart from the address, which curl's error texts may quote.
void Transfer::useProxy(const Proxy &proxy)
{
	const auto orNothing = [](const Secret &secret) {
		return secret.isEmpty() ? nullptr : secret.reveal().c_str();
	};
	way_ = proxy.address.empty() ? Way::Straight : Way::ThroughProxy;
	curl_easy_setopt(handle(), CURLOPT_PROXY, proxy.address.c_str());
	curl_easy_setopt(handle(), CURLOPT_PROXYUSERNAME, orNothing(proxy.user));
	curl_easy_setopt(handle(), CURLOPT_PROXYPASSWORD, orNothing(proxy.password));
}

void Transfer::setConnectionOptions()
{
	const auto url = parseUrl(request_.url.reveal());
	const bool isLoopback = url && url->isLoopback();
	CURL *const curl = handle();
	curl_easy_setopt(curl, CURLOPT_URL, request_.url.reveal().c_str());
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, isLoopback ? "http,https" : "https");
	if (isLoopback)
		curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(curl, CURLOPT_PROXYAUTH, CURLAUTH_ANY); // as the proxy asks for it, and not before
	curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L); // never wait for a resolver that hangs
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectTimeout_s);
	curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(curl, CURLOPT_TCP_KEEPIDLE, kKeepaliveIdle_s);
	curl_easy_setopt(curl, CURLOPT_TCP_KEEPINTVL, kKeepaliveInterval_s);
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, request_.onFreshConnection ? 1L : 0L);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "obs-direct-post/" DIRECT_POST_VERSION);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, curlText_.data());
	curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, &Transfer::onSocket);
	curl_easy_setopt(curl, CURLOPT_SOCKOPTDATA, this);
	curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, &Transfer::onConnected);
	curl_easy_setopt(curl, CURLOPT_PREREQDATA, this);
}

void Transfer::setTlsOptions()
{
	CURL *const curl = handle();
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
#ifdef _WIN32
	// The system's store whatever TLS library curl has; a revocation list that cannot be had must not stop a post.
	curl_easy_setopt(curl, CURLOPT_SSL_OPTIONS, CURLSSLOPT_NATIVE_CA | CURLSSLOPT_REVOKE_BEST_EFFORT);
#endif
	if (!request_.caFile.empty())
		curl_easy_setopt(curl, CURLOPT_CAINFO, request_.caFile.c_str());
}

void Transfer::setRequestOptions()
{
	CURL *const curl = handle();
	for (const auto &[name, value] : request_.headers)
		addHeader(name + ": " + value.reveal());
	addHeader("Expect:"); // curl would wait a second for a server that ignores it

	if (request_.upload) {
		setUploadOptions(*request_.upload);
	} else {
		curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(request_.timeout.count()));
		if (request_.method == "HEAD")
			curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
		if (request_.method == "DELETE")
			curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "DELETE");
		if (request_.method == "POST") {
			curl_easy_setopt(curl, CURLOPT_POST, 1L);
			curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request_.body.reveal().c_str());
			curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
					 static_cast<curl_off_t>(request_.body.reveal().size()));
		}
	}
	if (request_.s3Login)
		sign(*request_.s3Login);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers_.get());
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Transfer::onBody);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
}

void Transfer::sign(const HttpRequest::S3Login &login)
{
	CURL *const curl = handle();
	curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, ("aws:amz:" + login.region + ":s3").c_str());
	curl_easy_setopt(curl, CURLOPT_USERNAME, login.keyId.c_str());
	curl_easy_setopt(curl, CURLOPT_PASSWORD, login.key.reveal().c_str());
}

// There is no seek function on purpose: an upload whose connection died is the caller's to repeat, not curl's.
void Transfer::setUploadOptions(const HttpRequest::Upload &upload)
{
	CURL *const curl = handle();
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(upload.length_bytes));
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, &Transfer::onRead);
	curl_easy_setopt(curl, CURLOPT_READDATA, this);
	curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, kUploadBuffer_bytes);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
	watchSpeed(true);
}

// curl ends a transfer in which no byte moves for some time. Off while we hold the bytes back.
void Transfer::watchSpeed(bool isWanted)
{
	const auto timeout_s = static_cast<long>(request_.timeout.count());
	curl_easy_setopt(handle(), CURLOPT_LOW_SPEED_TIME, isWanted ? timeout_s : 0L);
}

std::optional<std::chrono::milliseconds> Transfer::restWanted()
{
	if (restWanted_ || std::exchange(waitsForBody_, false)) {
		watchSpeed(false);
		restedAt_bytes_ = read_bytes_;
	} else if (restedAt_bytes_ && read_bytes_ > *restedAt_bytes_) {
		watchSpeed(true);
		restedAt_bytes_.reset();
	}
	if (request_.upload && socket_)
		sockets_.fitSendBuffer(*socket_, pace_.isLimited());
	return std::exchange(restWanted_, std::nullopt);
}

std::optional<std::chrono::microseconds> Transfer::roundTrip() const
{
	return socket_ ? roundTripOf(*socket_) : std::nullopt;
}

void Transfer::resume()
{
	curl_easy_pause(handle(), CURLPAUSE_CONT);
}

void Transfer::addHeader(const std::string &line)
{
	headers_.reset(curl_slist_append(headers_.release(), line.c_str()));
}

int64_t Transfer::sent_bytes() const
{
	curl_off_t sent_bytes = 0;
	curl_easy_getinfo(handle(), CURLINFO_SIZE_UPLOAD_T, &sent_bytes);
	return sent_bytes;
}

Expected<HttpReply> Transfer::finish(CURLcode result)
{
	// curl has a limit of its own for one header; before 8.6 it names it as it names other things, too.
#if LIBCURL_VERSION_NUM >= 0x080600
	if (result == CURLE_TOO_LARGE)
		stopAsTooBig(0);
#endif
	if (ownError_)
		return std::unexpected(std::move(*ownError_));
	if (result != CURLE_OK)
		return std::unexpected(transferError(handle(), result, way_, curlText_.data()));
	long status = 0;
	curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
	reply_.status = static_cast<int>(status);
	return std::move(reply_);
}

std::string Transfer::summary(const Expected<HttpReply> &outcome) const
{
	curl_off_t time_us = 0;
	curl_easy_getinfo(handle(), CURLINFO_TOTAL_TIME_T, &time_us);
	const std::string what =
		std::format("{} {}", request_.upload ? "PUT" : request_.method, withoutQuery(request_.url.reveal()));
	if (!outcome)
		return std::format("{}: {} after {} ms ({})", what, outcome.error().code, time_us / 1000,
				   outcome.error().detail);
	return std::format("{}: HTTP {} in {} ms, log id {}", what, outcome->status, time_us / 1000,
			   outcome->header("x-tt-logid").value_or("-"));
}

size_t Transfer::stopAsTooBig(size_t result)
{
	ownError_ = Error{.kind = ErrorKind::ReplyTooBig, .code = "reply_too_big"};
	return result;
}

size_t Transfer::rest(std::chrono::milliseconds time)
{
	restWanted_ = std::max(time, kShortestRest);
	return CURL_READFUNC_PAUSE;
}

size_t Transfer::read(char *buffer, size_t count)
{
	const int64_t left_bytes = request_.upload->length_bytes - read_bytes_;
	if (left_bytes == 0)
		return 0;
	UploadBody &body = *request_.upload->body;
	const auto next = body.next();
	if (!next) {
		ownError_ = next.error();
		return CURL_READFUNC_ABORT;
	}
	if (next->empty()) {
		waitsForBody_ = true;
		return CURL_READFUNC_PAUSE;
	}
	const size_t wanted = std::min({count, next->size(), static_cast<size_t>(left_bytes)});
	const Pace::Allowance allowance = pace_.allowance(wanted);
	if (allowance.most_bytes == 0)
		return rest(allowance.askAgainIn);
	const size_t taken = std::min(wanted, allowance.most_bytes);
	std::ranges::copy_n(next->begin(), static_cast<ptrdiff_t>(taken), buffer);
	body.taken(taken);
	read_bytes_ += static_cast<int64_t>(taken);
	return taken;
}

size_t Transfer::takeHeader(std::string_view line)
{
	header_bytes_ += line.size();
	if (header_bytes_ > kLargestHeaders_bytes)
		return stopAsTooBig(CURL_WRITEFUNC_ERROR);
	addHeaderLine(line, reply_);
	return line.size();
}

size_t Transfer::takeBody(std::string_view bytes)
{
	if (reply_.body.size() + bytes.size() > request_.largestReply_bytes)
		return stopAsTooBig(CURL_WRITEFUNC_ERROR);
	reply_.body += bytes;
	return bytes.size();
}

int Transfer::onSocket(void *transfer, curl_socket_t socket, curlsocktype) noexcept
try {
	static_cast<Transfer *>(transfer)->sockets_.add(socket);
	return CURL_SOCKOPT_OK;
} catch (...) {
	return CURL_SOCKOPT_ERROR;
}

// Also on a connection that was kept from an earlier request.
int Transfer::onConnected(void *transfer, char *, char *, int, int localPort) noexcept
try {
	auto &self = *static_cast<Transfer *>(transfer);
	self.socket_ = self.sockets_.speakingFrom(localPort);
	return CURL_PREREQFUNC_OK;
} catch (...) {
	return CURL_PREREQFUNC_ABORT;
}

size_t Transfer::onRead(char *buffer, size_t size, size_t count, void *transfer) noexcept
try {
	return static_cast<Transfer *>(transfer)->read(buffer, size * count);
} catch (...) {
	return CURL_READFUNC_ABORT;
}

size_t Transfer::onHeader(char *bytes, size_t size, size_t count, void *transfer) noexcept
try {
	return static_cast<Transfer *>(transfer)->takeHeader({bytes, size * count});
} catch (...) {
	return CURL_WRITEFUNC_ERROR;
}

size_t Transfer::onBody(char *bytes, size_t size, size_t count, void *transfer) noexcept
try {
	return static_cast<Transfer *>(transfer)->takeBody({bytes, size * count});
} catch (...) {
	return CURL_WRITEFUNC_ERROR;
}

} // namespace DirectPost::TikTok
