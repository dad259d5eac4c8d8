#pragma once

#include "SliceFile.hpp"

#include <tiktok/TransferLoop.hpp>

#include <curl/curl.h>

#include <array>

namespace DirectPost::TikTok {

// One request on its way: a curl handle and what its callbacks need. Stays where it is, because curl points into it.
class Transfer {
public:
	explicit Transfer(HttpRequest request);
	~Transfer();
	Transfer(const Transfer &) = delete;
	Transfer &operator=(const Transfer &) = delete;

	// Opens the slice and tells curl everything. Errors: those of SliceFile.
	Expected<void> prepare();
	CURL *handle() const { return handle_.get(); }
	int64_t sent_bytes() const;
	bool hasBody() const { return request_.slice || !request_.body.isEmpty(); }

	// Once, after curl is done with it.
	Expected<HttpReply> finish(CURLcode result);
	// For the log: method, URL without query, outcome.
	std::string summary(const Expected<HttpReply> &outcome) const;

private:
	void setConnectionOptions();
	void setRequestOptions();
	void setSliceOptions(const FileSlice &slice);
	void setTlsOptions();
	void addHeader(const std::string &line);

	size_t read(char *buffer, size_t count);
	size_t takeHeader(std::string_view line);
	size_t takeBody(std::string_view bytes);
	size_t stopAsTooBig(size_t result);

	static size_t onRead(char *buffer, size_t size, size_t count, void *transfer) noexcept;
	static size_t onHeader(char *bytes, size_t size, size_t count, void *transfer) noexcept;
	static size_t onBody(char *bytes, size_t size, size_t count, void *transfer) noexcept;

	struct WipingFree {
		void operator()(curl_slist *headers) const;
	};

	HttpRequest request_;
	std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
	std::unique_ptr<curl_slist, WipingFree> headers_; // hold credentials
	std::optional<SliceFile> file_;
	int64_t read_bytes_ = 0; // of the slice
	HttpReply reply_;
	size_t header_bytes_ = 0;
	std::optional<Error> ownError_; // why a callback stopped curl
	std::array<char, CURL_ERROR_SIZE> curlText_ = {};
};

} // namespace DirectPost::TikTok
