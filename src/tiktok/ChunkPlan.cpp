#include <tiktok/ChunkPlan.hpp>

#include <algorithm>
#include <string>

namespace DirectPost::TikTok {

namespace {

Error sizeError(const char *code, int64_t size_bytes)
{
	return {.kind = ErrorKind::ClipUnfit, .code = code, .detail = std::to_string(size_bytes) + " bytes"};
}

} // namespace

ChunkPlan::Range ChunkPlan::range(int index) const
{
	const int64_t first = index * chunkSize_bytes;
	const bool isLast = index == count - 1;
	return {first, isLast ? size_bytes - first : chunkSize_bytes};
}

int ChunkPlan::chunkAt(int64_t offset) const
{
	return static_cast<int>(std::min<int64_t>(offset / chunkSize_bytes, count - 1));
}

Expected<ChunkPlan> planChunks(int64_t size_bytes, int64_t chunkSize_bytes)
{
	if (size_bytes <= 0)
		return std::unexpected(sizeError("file_empty", size_bytes));
	if (size_bytes > kLargestUpload_bytes)
		return std::unexpected(sizeError("clip_too_big", size_bytes));
	if (size_bytes <= kSingleRequest_bytes)
		return ChunkPlan{size_bytes, size_bytes, 1};

	// Above 64 MB there must be several chunks, and floor() gives one for any chunk larger than half the file.
	const int64_t largest_bytes = std::min(kSingleRequest_bytes, size_bytes / 2);
	const int64_t chunk_bytes = std::clamp(chunkSize_bytes, kSmallestChunk_bytes, largest_bytes);
	return ChunkPlan{size_bytes, chunk_bytes, static_cast<int>(size_bytes / chunk_bytes)};
}

} // namespace DirectPost::TikTok
