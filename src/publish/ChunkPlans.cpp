#include "ChunkPlans.hpp"

#include <algorithm>

namespace DirectPost::Publish {

namespace {

using TikTok::ChunkPlan;

constexpr int kLongestRequest_s = 30;
constexpr PlanKind kPlansInTurn[] = {PlanKind::Usual, PlanKind::TenMegabytes, PlanKind::Split32, PlanKind::Split64};

// A plan of one chunk must declare the file's size as the chunk size.
ChunkPlan cut(int64_t size_bytes, int64_t chunk_bytes)
{
	const int64_t count = size_bytes / chunk_bytes;
	if (count < 2)
		return {.size_bytes = size_bytes, .chunkSize_bytes = size_bytes, .count = 1};
	return {.size_bytes = size_bytes, .chunkSize_bytes = chunk_bytes, .count = static_cast<int>(count)};
}

ChunkPlan equalSplit(int64_t size_bytes, int64_t most_bytes)
{
	const int64_t parts = (size_bytes + most_bytes - 1) / most_bytes;
	return cut(size_bytes, size_bytes / parts);
}

// What is too small for two chunks of the usual size is halved, as long as TikTok takes such halves.
ChunkPlan tenMegabytes(int64_t size_bytes)
{
	const int64_t half_bytes = size_bytes / 2;
	const bool isHalved = half_bytes < TikTok::kUsualChunk_bytes && half_bytes >= TikTok::kSmallestChunk_bytes;
	return cut(size_bytes, isHalved ? half_bytes : TikTok::kUsualChunk_bytes);
}

ChunkPlan planOf(PlanKind kind, int64_t size_bytes)
{
	switch (kind) {
	case PlanKind::TenMegabytes:
		return tenMegabytes(size_bytes);
	case PlanKind::Split32:
		return equalSplit(size_bytes, kSingleRequest_bytes / 2);
	case PlanKind::Split64:
		return equalSplit(size_bytes, kSingleRequest_bytes);
	case PlanKind::Usual:
		break;
	}
	return TikTok::planChunks(size_bytes).value_or(ChunkPlan());
}

} // namespace

std::optional<KindOfPlan> nextPlan(int64_t size_bytes, const PlanMemory &memory, int tried)
{
	const auto isTried = [size_bytes, tried](const ChunkPlan &plan) {
		return std::ranges::any_of(kPlansInTurn, [&](PlanKind kind) {
			return (tried & bitOf(kind)) && planOf(kind, size_bytes) == plan;
		});
	};
	const auto tryKind = [&](PlanKind kind) -> std::optional<KindOfPlan> {
		const ChunkPlan plan = planOf(kind, size_bytes);
		if (plan.count == 0 || isTried(plan))
			return std::nullopt;
		return KindOfPlan{kind, plan};
	};
	const bool isLong = memory.bytesPerSecond > 0 &&
			    static_cast<double>(size_bytes) >= memory.bytesPerSecond * kLongestRequest_s;
	if (auto plan = tryKind(memory.worked.value_or(isLong ? PlanKind::TenMegabytes : PlanKind::Usual)))
		return plan;
	for (const PlanKind kind : kPlansInTurn) {
		if (auto plan = tryKind(kind))
			return plan;
	}
	return std::nullopt;
}

} // namespace DirectPost::Publish
