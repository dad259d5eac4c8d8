#include "Upload.hpp"

#include "ChunkBody.hpp"
#include "MediaInspection.hpp"
#include "UploadRules.hpp"
#include "UploadSession.hpp"
#include "Verdict.hpp"

#include <algorithm>

namespace DirectPost::StandIn {
namespace {

// What a PUT came to.
struct Outcome {
	bool isStored = false;
	bool keepsPartial = false;
	std::optional<SandboxMedia> media;
};

void discard(Call &call, const httplib::ContentReader &reader)
{
	if (!call.request.has_header("Content-Length") && !call.request.has_header("Transfer-Encoding"))
		call.connection.dropAfterReply(); // nobody can say where this body ends
	if (call.connection.hasEnded() || call.connection.closesAfterReply())
		return;
	// What is refused takes the same time on its way.
	std::optional<SlowLink> link;
	if (const auto armed = call.world.faults.take(FaultPhase::Body, "upload", call.chunk, "slow_link"))
		link.emplace(call, *armed);
	reader([&](const char *, size_t size) {
		call.record.requestBody_bytes += static_cast<int64_t>(size);
		if (link)
			link->passed(static_cast<int64_t>(size));
		return true;
	});
}

Outcome receive(Call &call, const UploadAttempt &attempt, const httplib::ContentReader &reader)
{
	ChunkBody body(call, *attempt.session, attempt.range->first);
	Outcome outcome;
	const bool hasCome = body.receive(reader, attempt.range->last - attempt.range->first + 1);
	call.record.requestBody_bytes = body.received_bytes();
	if (const int refused = hasCome ? judgeArrival(call, attempt) : 0; refused != 0) {
		body.forget();
		call.response.status = refused;
		return outcome;
	}
	outcome.isStored = hasCome && body.keep();
	outcome.keepsPartial = body.keepsPartial();
	if (!outcome.isStored || !attempt.isLast)
		return outcome;
	attempt.session->close();
	if (call.world.options.keepReceivedFiles)
		outcome.media = inspectMedia(attempt.session->file());
	return outcome;
}

Outcome serveBody(Call &call, const UploadAttempt &attempt, const httplib::ContentReader &reader)
{
	if (attempt.refusal != 0) {
		discard(call, reader);
		call.response.status = attempt.refusal;
		return {};
	}
	if (strikeBefore(call, ErrorShape::Bare)) {
		discard(call, reader);
		return {};
	}
	const auto writing = attempt.session->tryBegin();
	if (!writing) {
		call.violation("parallel_chunks", {}, attempt.publishId);
		discard(call, reader);
		call.response.status = 416;
		return {};
	}
	return receive(call, attempt, reader);
}

// Into the post's books: what came, came twice, and is there now.
void account(Call &call, const UploadAttempt &attempt, const Outcome &outcome, PostEntry &entry)
{
	SandboxPost &post = entry.post;
	const int64_t end = attempt.range->first + call.record.requestBody_bytes;
	post.received_bytes += call.record.requestBody_bytes;
	post.receivedTwice_bytes += std::max<int64_t>(0, std::min(end, entry.highest_bytes) - attempt.range->first);
	entry.highest_bytes = std::max(entry.highest_bytes, end);
	if (outcome.isStored || outcome.keepsPartial)
		entry.partial_bytes = outcome.isStored ? 0 : call.record.requestBody_bytes;
	if (!outcome.isStored)
		return;
	post.stored_bytes = end;
	call.response.status = attempt.isLast ? 201 : 206;
	setProgress(call, post);
	if (attempt.isLast) {
		post.sha256 = entry.upload->sha256();
		decideVerdict(call, entry, outcome.media);
	}
}

SandboxChunk describeChunk(const Call &call, const UploadAttempt &attempt, const Outcome &outcome,
			   std::chrono::steady_clock::time_point begin)
{
	SandboxChunk chunk;
	chunk.index = call.chunk.value_or(0);
	chunk.first = attempt.range->first;
	chunk.last = attempt.range->last;
	chunk.received_bytes = call.record.requestBody_bytes;
	chunk.stored = outcome.isStored;
	chunk.httpStatus = call.connection.hasEnded() ? 0 : call.response.status;
	chunk.connection = call.connection.number();
	chunk.startedAt = call.record.at;
	chunk.duration =
		std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
	return chunk;
}

} // namespace

void serveUpload(Call &call, const httplib::ContentReader &reader)
{
	const auto begin = std::chrono::steady_clock::now();
	const UploadAttempt attempt = judgeUpload(call);
	const Outcome outcome = serveBody(call, attempt, reader);
	{
		const std::scoped_lock lock(call.world.mutex);
		PostEntry *entry = call.world.posts.find(attempt.publishId);
		if (entry && attempt.range)
			account(call, attempt, outcome, *entry);
	}
	if (outcome.isStored)
		strikeAfter(call);
	const std::scoped_lock lock(call.world.mutex);
	PostEntry *entry = call.world.posts.find(attempt.publishId);
	if (entry && attempt.range)
		entry->post.chunks.push_back(describeChunk(call, attempt, outcome, begin));
}

} // namespace DirectPost::StandIn
