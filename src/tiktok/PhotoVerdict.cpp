#include "PhotoVerdict.hpp"

#include "PictureHead.hpp"

#include <base/Redaction.hpp>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <string_view>

namespace DirectPost::TikTok {

namespace {

Error photoError(const char *code, const std::string &url, std::string detail)
{
	Error error;
	error.kind = ErrorKind::PhotoUrl;
	error.code = code;
	error.detail = std::move(detail);
	error.values = {{"url", withoutQuery(url)}};
	return error;
}

Error photoHostBusy(const std::string &url, std::string detail)
{
	Error error = photoError("photo_host_busy", url, std::move(detail));
	error.kind = ErrorKind::PhotoHost;
	return error;
}

// What the host's load is to blame for may be over in a moment; the rest TikTok would run into as well.
Error photoTransferError(const std::string &url, const Error &error)
{
	switch (error.kind) {
	case ErrorKind::Offline:
		return photoError("photo_host_unknown", url, error.detail);
	case ErrorKind::Unsent:
	case ErrorKind::Lost:
		return photoHostBusy(url, error.code);
	case ErrorKind::ReplyTooBig:
		return photoError("photo_too_big", url, error.detail);
	default:
		return photoError("photo_url_unreachable", url, error.code);
	}
}

std::string mediaType(const HttpReply &reply)
{
	std::string type = reply.header("content-type").value_or("");
	type = type.substr(0, type.find_first_of("; "));
	std::ranges::transform(type, type.begin(),
			       [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
	return type;
}

bool isAmong(const std::string &type, std::initializer_list<std::string_view> types)
{
	return std::ranges::contains(types, type);
}

bool namesAPhoto(const HttpReply &reply)
{
	return isAmong(mediaType(reply), {"image/jpeg", "image/jpg", "image/pjpeg", "image/webp"});
}

// What hosts say that do not look into their files: the bytes tell.
bool namesNothing(const HttpReply &reply)
{
	return isAmong(mediaType(reply), {"application/octet-stream", "binary/octet-stream"});
}

// -1: the server does not say.
int64_t wholeSize(const HttpReply &reply)
{
	std::string text = reply.header("content-length").value_or("");
	if (const auto range = reply.header("content-range"); range && reply.status == 206)
		text = range->substr(range->find('/') + 1);
	int64_t size_bytes = -1;
	std::from_chars(text.data(), text.data() + text.size(), size_bytes);
	return size_bytes;
}

} // namespace

Error photoUrlNotHttps(const std::string &url)
{
	return photoError("photo_url_not_https", url, "not an https URL");
}

Expected<void> photoVerdict(const std::string &url, const Expected<HttpReply> &answer)
{
	if (!answer)
		return std::unexpected(photoTransferError(url, answer.error()));
	const std::string status = "HTTP " + std::to_string(answer->status);
	if (answer->status >= 300 && answer->status < 400)
		return std::unexpected(photoError("photo_url_redirects", url, status));
	if (answer->status >= 500 || answer->status == 429)
		return std::unexpected(photoHostBusy(url, status));
	if (answer->status < 200 || answer->status >= 400)
		return std::unexpected(photoError("photo_url_unreachable", url, status));
	if (!namesAPhoto(*answer) && !namesNothing(*answer))
		return std::unexpected(photoError("photo_type_not_allowed", url, mediaType(*answer)));
	if (const auto size_bytes = wholeSize(*answer); size_bytes > kLargestPhoto_bytes)
		return std::unexpected(photoError("photo_too_big", url, std::to_string(size_bytes) + " bytes"));
	return {};
}

Expected<PhotoSize> photoSize(const std::string &url, const HttpReply &head, const HttpReply &firstBytes)
{
	const bool isLookedAt = firstBytes.status >= 200 && firstBytes.status < 300 && !firstBytes.body.empty();
	if (!isLookedAt && !namesAPhoto(head))
		return std::unexpected(
			photoError("photo_type_not_allowed", url, "neither its type nor its bytes tell"));
	if (!isLookedAt)
		return PhotoSize{};
	const PictureHead picture = pictureHead(firstBytes.body);
	if (picture.format == PictureHead::Format::Other)
		return std::unexpected(
			photoError("photo_type_not_allowed", url, "its first bytes are of another format"));
	return PhotoSize{.width = picture.width, .height = picture.height};
}

} // namespace DirectPost::TikTok
