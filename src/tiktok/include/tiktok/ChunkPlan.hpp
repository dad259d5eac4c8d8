#pragma once

#include <base/Error.hpp>
#include <base/UploadLimits.hpp>

#include <cstdint>

namespace DirectPost::TikTok {

// How a file is cut for upload. TikTok's "Media transfer guide": count = floor(size / chunk size), the remainder goes
// into the last chunk; chunks of 5 to 64 MB, the last up to 128 MB; count 1 means chunk size = size; megabytes are
// decimal.
struct ChunkPlan {
	int64_t size_bytes = 0;
	int64_t chunkSize_bytes = 0;
	int count = 0;

	struct Range {
		int64_t first = 0;
		int64_t length_bytes = 0;
	};
	Range range(int index) const;      // index 0 to count - 1
	int chunkAt(int64_t offset) const; // the chunk that holds this byte
	bool operator==(const ChunkPlan &) const = default;
};

inline constexpr int64_t kUsualChunk_bytes = 10'000'000;   // the size of TikTok's own example
inline constexpr int64_t kSmallestChunk_bytes = 5'242'880; // 5 MB by both readings of MB

// Errors: file_empty, clip_too_big.
Expected<ChunkPlan> planChunks(int64_t size_bytes, int64_t chunkSize_bytes = kUsualChunk_bytes);

} // namespace DirectPost::TikTok
