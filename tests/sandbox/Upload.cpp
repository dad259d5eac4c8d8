#include "Upload.hpp"

#include "Api.hpp"
#include "ChunkBody.hpp"
#include "MediaInspection.hpp"
#include "PostRules.hpp"
#include "Random.hpp"
#include "UploadSession.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace DirectPost::StandIn {
namespace {

constexpr std::array<std::string_view, 3> kContentTypes = {"video/mp4", "video/quicktime", "video/webm"};

struct ContentRange {
	int64_t first = 0;
	int64_t last = 0;
	int64_t total = 0;
};

// What the receiving of a chunk needs from the post, copied while the world was locked.
struct Admitted {
	std::string publishId;
	std::shared_ptr<UploadSession> session;
	ContentRange range;
	int64_t highest_bytes = 0;
	bool isLast = false;
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

void setProgress(Call &call, const SandboxPost &post)
{
	const int64_t number =
		call.world.options.progress == SandboxProgress::Count ? post.stored_bytes : post.stored_bytes - 1;
	call.response.set_header("Content-Range", "bytes 0-" + std::to_string(std::max<int64_t>(number, 0)) + "/" +
							  std::to_string(post.videoSize_bytes));
}

void checkHeaders(const Call &call, const std::string &publishId)
{
	if (call.request.has_header("Authorization"))
		call.violation("bearer_to_upload_host", {}, publishId);
	if (call.request.has_header("Transfer-Encoding"))
		call.violation("transfer_encoding", call.request.get_header_value("Transfer-Encoding"), publishId);
	if (call.request.has_header("Content-Encoding"))
		call.violation("content_encoding", call.request.get_header_value("Content-Encoding"), publishId);
}

// The status that refuses the chunk, by what can be known without its body.
std::expected<ContentRange, int> checkChunk(Call &call, PostEntry &entry)
{
	const auto refuse = [&](int httpStatus, const std::string &why) {
		call.violation("upload_" + std::to_string(httpStatus), why, entry.post.publishId);
		return std::unexpected(httpStatus);
	};
	SandboxPost &post = entry.post;
	const std::string text = call.request.get_header_value("Content-Range");
	if (entry.uploadExpiresAt <= call.world.clock.now() || post.status == "FAILED")
		return refuse(403, "the upload URL has expired");
	if (text.empty())
		return refuse(416, "no Content-Range");
	const auto range = parseContentRange(text);
	if (!range || range->total != post.videoSize_bytes)
		return refuse(400, "Content-Range: " + text);
	const std::string type = call.request.get_header_value("Content-Type");
	if (!std::ranges::contains(kContentTypes, std::string_view(type)) ||
	    (!post.contentType.empty() && post.contentType != type))
		return refuse(400, "Content-Type: " + type);
	if (!call.request.has_header("Content-Length") || call.request.has_header("Transfer-Encoding") ||
	    call.request.get_header_value("Content-Length") != std::to_string(range->last - range->first + 1))
		return refuse(400, "Content-Length: " + call.request.get_header_value("Content-Length"));
	if (range->first != post.stored_bytes)
		return refuse(416, text + " after " + std::to_string(post.stored_bytes) + " bytes");
	if (range->last != lastByteOfChunk(post, range->first))
		return refuse(400, text + " is not the planned chunk");
	return *range;
}

std::expected<Admitted, int> admitChunk(Call &call)
{
	const std::scoped_lock lock(call.world.mutex);
	const Fields query = call.queryFields();
	PostEntry *entry = call.world.posts.findUpload(query.value("upload_id"), query.value("upload_token"));
	checkHeaders(call, entry ? entry->post.publishId : std::string());
	if (!entry) {
		call.violation("upload_404", "there is no such upload URL");
		return std::unexpected(404);
	}
	call.world.posts.settle(call.world.clock.now(), call.world.baseUrl);
	const auto range = checkChunk(call, *entry);
	if (!range) {
		setProgress(call, entry->post);
		return std::unexpected(range.error());
	}
	entry->post.contentType = call.request.get_header_value("Content-Type");
	call.chunk =
		static_cast<int>(std::min(range->first / entry->post.chunkSize_bytes, entry->post.totalChunkCount - 1));
	return Admitted{entry->post.publishId, entry->upload, *range, entry->highest_bytes,
			range->last + 1 == entry->post.videoSize_bytes};
}

std::chrono::milliseconds faultDelay(Call &call, std::string_view name, std::chrono::milliseconds otherwise)
{
	const auto armed = call.world.faults.take(FaultPhase::Verdict, "upload", {}, name);
	if (!armed)
		return otherwise;
	call.world.faults.hit(armed->id);
	return std::chrono::milliseconds(static_cast<int64_t>(armed->fault.delay_s * 1000));
}

// All bytes are there: what will become of the post is decided now and shown in its time.
void finish(Call &call, PostEntry &entry, const std::optional<SandboxMedia> &media)
{
	SandboxPost &post = entry.post;
	const SandboxCreator &creator = *call.world.accounts.creator(post.openId);
	post.sha256 = entry.upload->sha256();
	post.media = media;
	entry.receivedAt = call.world.clock.now();
	entry.postId = randomPostId();
	if (media)
		entry.verdict = failReasonOf(*media, post, creator, call.world.options.frameRateTolerance_fps);
	if (const auto armed = call.world.faults.take(FaultPhase::Verdict, "upload", {}, "fail_reason")) {
		call.world.faults.hit(armed->id);
		entry.verdict = armed->fault.code;
	}
	entry.processing = faultDelay(call, "slow_processing", call.world.options.processing);
	entry.moderation = faultDelay(call, "slow_moderation", call.world.options.moderation);
	for (const PostEntry &other : call.world.posts.entries()) {
		if (&other != &entry && other.receivedAt && other.verdict.empty() && entry.verdict.empty() &&
		    other.post.openId == post.openId && other.post.sha256 == post.sha256)
			call.violation("duplicate_post", "the same file was posted as " + other.post.publishId,
				       post.publishId);
	}
}

void commit(Call &call, const Admitted &admitted, const ChunkBody &body, SandboxChunk &&chunk,
	    const std::optional<SandboxMedia> &media)
{
	const std::scoped_lock lock(call.world.mutex);
	PostEntry *entry = call.world.posts.find(admitted.publishId);
	if (!entry)
		return; // cleared meanwhile
	SandboxPost &post = entry->post;
	const int64_t end = admitted.range.first + chunk.received_bytes;
	post.received_bytes += chunk.received_bytes;
	post.receivedTwice_bytes += std::max<int64_t>(0, std::min(end, entry->highest_bytes) - admitted.range.first);
	entry->highest_bytes = std::max(entry->highest_bytes, end);
	entry->partial_bytes = body.keepsPartial() ? chunk.received_bytes : 0;
	if (chunk.stored) {
		post.stored_bytes = end;
		call.response.status = admitted.isLast ? 201 : 206;
		if (admitted.isLast)
			finish(call, *entry, media);
		setProgress(call, post);
	}
	chunk.httpStatus = call.response.status;
	post.chunks.push_back(std::move(chunk));
}

void receive(Call &call, const Admitted &admitted, const httplib::ContentReader &reader)
{
	const auto begin = std::chrono::steady_clock::now();
	SandboxChunk chunk;
	chunk.index = *call.chunk;
	chunk.first = admitted.range.first;
	chunk.last = admitted.range.last;
	chunk.connection = call.connection.number();
	chunk.startedAt = call.world.clock.now();

	ChunkBody body(call, *admitted.session, admitted.range.first);
	const int64_t length = admitted.range.last - admitted.range.first + 1;
	chunk.stored = body.receive(reader, length);
	chunk.received_bytes = call.record.requestBody_bytes = body.received_bytes();
	chunk.duration =
		std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
	std::optional<SandboxMedia> media;
	if (chunk.stored && admitted.isLast && call.world.options.keepReceivedFiles)
		media = inspectMedia(admitted.session->file());
	commit(call, admitted, body, std::move(chunk), media);
}

void discard(Call &call, const httplib::ContentReader &reader)
{
	if (!call.request.has_header("Content-Length") && !call.request.has_header("Transfer-Encoding")) {
		call.connection.dropAfterReply();
		return; // nobody can say where this body ends
	}
	reader([&](const char *, size_t size) {
		call.record.requestBody_bytes += static_cast<int64_t>(size);
		return true;
	});
}

} // namespace

void serveUpload(Call &call, const httplib::ContentReader &reader)
{
	const auto admitted = admitChunk(call);
	if (!admitted) {
		discard(call, reader);
		call.response.status = admitted.error();
		return;
	}
	if (strikeBefore(call, ErrorShape::Bare)) {
		if (!call.connection.hasEnded())
			discard(call, reader);
		return;
	}
	const auto writing = admitted->session->tryBegin();
	if (!writing) {
		call.violation("parallel_chunks", {}, admitted->publishId);
		discard(call, reader);
		call.response.status = 416;
		return;
	}
	receive(call, *admitted, reader);
	if (!call.connection.hasEnded())
		strikeAfter(call);
}

} // namespace DirectPost::StandIn
