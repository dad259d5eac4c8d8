#pragma once

#include "Job.hpp"

#include <optional>

namespace DirectPost::Publish {

struct KindOfPlan {
	PlanKind kind = PlanKind::Usual;
	TikTok::ChunkPlan plan;
};

// The next way to cut a file after those in the bit set `tried`: the one that worked last for this account first, then
// TikTok's usual one, 10 MB chunks, an equal split of at most 32 MB, one of at most 64 MB. A plan equal to a tried one
// is no new one.
std::optional<KindOfPlan> nextPlan(int64_t size_bytes, PlanKind workedLast, int tried);

constexpr int bitOf(PlanKind kind)
{
	return 1 << static_cast<int>(kind);
}

} // namespace DirectPost::Publish
