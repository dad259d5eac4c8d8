#include "WireReply.hpp"

#include "Replies.hpp"

#include <cstring>
#include <string>

using namespace DirectPost;
using namespace DirectPost::Fuzz;

namespace {

constexpr int64_t kSizes_bytes[] = {1, 38'200'000, 65'000'000, 4'000'000'000};

void checkReceived(int64_t received_bytes, const TikTok::HttpReply &reply, const TikTok::ChunkPlan &plan)
{
	const auto header = reply.header("content-range");
	mustHold(header && header->starts_with("bytes 0-") && header->ends_with(std::to_string(plan.size_bytes)),
		 "bytes of another file are not ours");
	mustHold(received_bytes >= 0 && received_bytes <= plan.size_bytes, "no file holds more than its bytes");
	const int64_t said = std::stoll(header->substr(std::strlen("bytes 0-")));
	const bool isWholeChunks = received_bytes == plan.size_bytes || received_bytes % plan.chunkSize_bytes == 0;
	mustHold(said == received_bytes || (said == received_bytes - 1 && isWholeChunks),
		 "the number is TikTok's, or one more where that makes whole chunks");
}

} // namespace

// The upload host has only a status and a header to say what it got.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	const TikTok::HttpReply reply = replyFrom(textOf(bytes, count));
	for (const int64_t size_bytes : kSizes_bytes) {
		const TikTok::ChunkPlan plan = TikTok::planChunks(size_bytes).value();
		const auto read = TikTok::readChunkReply(reply, plan);
		const auto *chunk = checked(read);
		if (!chunk)
			continue;
		mustHold(isSuccess(reply) || reply.status == 416, "a refusal is an error");
		mustHold(chunk->status == reply.status, "the status is TikTok's");
		if (chunk->received_bytes)
			checkReceived(*chunk->received_bytes, reply, plan);
	}
	return 0;
}
