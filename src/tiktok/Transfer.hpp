#pragma once

#include "Sockets.hpp"
#include "TransferError.hpp"

#include <tiktok/TransferLoop.hpp>

#include <curl/curl.h>

#include <array>

namespace DirectPost::TikTok {

// One request on its way: a curl handle and what its callbacks need. Stays where it is, because curl points into it.
class Transfer {
public:
	Transfer(HttpRequest request, Pace &pace, Sockets &sockets);
	~Transfer();
	Transfer(const Transfer &) = delete;
	Transfer &operator=(const Transfer &) = delete;

	void prepare(); // tells curl everything
	void useProxy(const Proxy &proxy);
	CURL *handle() const { return handle_.get(); }
	int64_t sent_bytes() const;
	bool hasBody() const { return request_.upload || !request_.body.isEmpty(); }

	// Asked after each turn of curl: how long the pace wants the sending to rest, said once; resume() after that
	// time. Where its body has nothing at hand it rests as well, until that wakes it.
	std::optional<std::chrono::milliseconds> restWanted();
	void resume();
	std::optional<std::chrono::microseconds> roundTrip() const; // of its connection; nothing before there is one

	// Once, after curl is done with it.
	Expected<HttpReply> finish(CURLcode result);
	// For the log: method, URL without query, outcome.
	std::string summary(const Expected<HttpReply> &outcome) const;

private:
	void setConnectionOptions();
	void setRequestOptions();
	void setUploadOptions(const HttpRequest::Upload &upload);
	void setTlsOptions();
	void sign(const HttpRequest::S3Login &login);
	void addHeader(const std::string &line);
	void watchSpeed(bool isWanted);

	size_t read(char *buffer, size_t count);
	size_t rest(std::chrono::milliseconds time);
	size_t takeHeader(std::string_view line);
	size_t takeBody(std::string_view bytes);
	size_t stopAsTooBig(size_t result);

	static int onSocket(void *transfer, curl_socket_t socket, curlsocktype) noexcept;
	static int onConnected(void *transfer, char *, char *, int, int localPort) noexcept;
	static size_t onRead(char *buffer, size_t size, size_t count, void *transfer) noexcept;
	static size_t onHeader(char *bytes, size_t size, size_t count, void *transfer) noexcept;
	static size_t onBody(char *bytes, size_t size, size_t count, void *transfer) noexcept;

	struct WipingFree {
		void operator()(curl_slist *headers) const;
	};

	HttpRequest request_;
	Pace &pace_;
	Sockets &sockets_;
	Way way_ = Way::Straight;
	std::optional<curl_socket_t> socket_; // of its connection, once there is one
	std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
	std::unique_ptr<curl_slist, WipingFree> headers_; // hold credentials
	int64_t read_bytes_ = 0;                          // of the upload
	std::optional<std::chrono::milliseconds> restWanted_;
	bool waitsForBody_ = false;
	std::optional<int64_t> restedAt_bytes_; // read_bytes_ when it last rested; none: bytes flow
	HttpReply reply_;
	size_t header_bytes_ = 0;
	std::optional<Error> ownError_; // why a callback stopped curl
	std::array<char, CURL_ERROR_SIZE> curlText_ = {};
};

} // namespace DirectPost::TikTok
