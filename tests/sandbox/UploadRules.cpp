#include "UploadRules.hpp"

#include "PostRules.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace DirectPost::StandIn {
namespace {

constexpr std::array<std::string_view, 3> kContentTypes = {"video/mp4", "video/quicktime", "video/webm"};

struct Refusal {
	int httpStatus = 0;
	std::string why;
};

bool takeNumber(std::string_view &text, int64_t &number)
{
	const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
	if (error != std::errc() || number < 0)
		return false;
	text.remove_prefix(static_cast<size_t>(end - text.data()));
	return true;
}

bool takeText(std::string_view &text, std::string_view expected)
{
	if (!text.starts_with(expected))
		return false;
	text.remove_prefix(expected.size());
	return true;
}

std::optional<ContentRange> parseContentRange(std::string_view text)
{
	ContentRange range;
	if (takeText(text, "bytes ") && takeNumber(text, range.first) && takeText(text, "-") &&
	    takeNumber(text, range.last) && takeText(text, "/") && takeNumber(text, range.total) && text.empty() &&
	    range.first <= range.last && range.last < range.total)
		return range;
	return std::nullopt;
}

void noteForbiddenHeaders(const Call &call, const std::string &publishId)
{
	if (call.request.has_header("Authorization"))
		call.violation("bearer_to_upload_host", {}, publishId);
	if (call.request.has_header("Transfer-Encoding"))
		call.violation("transfer_encoding", call.request.get_header_value("Transfer-Encoding"), publishId);
	if (call.request.has_header("Content-Encoding"))
		call.violation("content_encoding", call.request.get_header_value("Content-Encoding"), publishId);
}

Refusal checkHeaders(const Call &call, const SandboxPost &post, const std::optional<ContentRange> &range)
{
	const std::string text = call.request.get_header_value("Content-Range");
	if (text.empty())
		return {416, "no Content-Range"};
	if (!range || range->total != post.videoSize_bytes)
		return {400, "Content-Range: " + text};
	const std::string type = call.request.get_header_value("Content-Type");
	if (!std::ranges::contains(kContentTypes, std::string_view(type)) ||
	    (!post.contentType.empty() && post.contentType != type))
		return {400, "Content-Type: " + type};
	const std::string length = call.request.get_header_value("Content-Length");
	if (call.request.has_header("Transfer-Encoding") || length != std::to_string(range->last - range->first + 1))
		return {400, "Content-Length: " + length};
	return {};
}

Refusal checkTime(const Call &call, const PostEntry &entry)
{
	const bool isComplete = entry.post.stored_bytes == entry.post.videoSize_bytes;
	const bool hasFailed =
		entry.post.status == "FAILED" && !isComplete; // what is complete says so, whatever its verdict
	if (entry.uploadExpiresAt <= call.world.clock.now() || hasFailed)
		return {403, "the upload URL has expired"};
	return {};
}

Refusal checkChunk(const Call &call, const PostEntry &entry, const std::optional<ContentRange> &range)
{
	if (const Refusal refusal = checkTime(call, entry); refusal.httpStatus != 0)
		return refusal;
	if (const Refusal refusal = checkHeaders(call, entry.post, range); refusal.httpStatus != 0)
		return refusal;
	const std::string text = call.request.get_header_value("Content-Range");
	if (range->first != entry.post.stored_bytes)
		return {416, text + " after " + std::to_string(entry.post.stored_bytes) + " bytes"};
	if (range->last != lastByteOfChunk(entry.post, range->first))
		return {400, text + " is not the planned chunk"};
	return {};
}

void refuse(Call &call, const Refusal &refusal, const SandboxPost &post)
{
	call.violation("upload_" + std::to_string(refusal.httpStatus), refusal.why, post.publishId);
	setProgress(call, post);
}

} // namespace

void setProgress(Call &call, const SandboxPost &post)
{
	const int64_t number =
		call.world.options.progress == SandboxProgress::Count ? post.stored_bytes : post.stored_bytes - 1;
	call.response.headers.erase("Content-Range");
	call.response.set_header("Content-Range", "bytes 0-" + std::to_string(std::max<int64_t>(number, 0)) + "/" +
							  std::to_string(post.videoSize_bytes));
}

UploadAttempt judgeUpload(Call &call)
{
	const std::scoped_lock lock(call.world.mutex);
	const Fields query = call.queryFields();
	PostEntry *entry = call.world.posts.findUpload(query.value("upload_id"), query.value("upload_token"));
	noteForbiddenHeaders(call, entry ? entry->post.publishId : std::string());
	if (!entry) {
		call.violation("upload_404", "there is no such upload URL");
		return {.refusal = 404};
	}
	call.world.posts.settle(call.world.clock.now(), call.world.baseUrl);

	UploadAttempt attempt;
	attempt.publishId = entry->post.publishId;
	attempt.session = entry->upload;
	attempt.range = parseContentRange(call.request.get_header_value("Content-Range"));
	const Refusal refusal = checkChunk(call, *entry, attempt.range);
	attempt.refusal = refusal.httpStatus;
	if (attempt.range) {
		attempt.isLast = attempt.range->last + 1 == entry->post.videoSize_bytes;
		call.chunk = static_cast<int>(
			std::min(attempt.range->first / entry->post.chunkSize_bytes, entry->post.totalChunkCount - 1));
	}
	if (refusal.httpStatus != 0)
		refuse(call, refusal, entry->post);
	else
		entry->post.contentType = call.request.get_header_value("Content-Type");
	return attempt;
}

int judgeArrival(Call &call, const UploadAttempt &attempt)
{
	const std::scoped_lock lock(call.world.mutex);
	const PostEntry *entry = call.world.posts.find(attempt.publishId);
	if (!entry) // a test has cleared the sandbox
		return 404;
	const Refusal refusal = checkTime(call, *entry);
	if (refusal.httpStatus != 0)
		refuse(call, refusal, entry->post);
	return refusal.httpStatus;
}

} // namespace DirectPost::StandIn
