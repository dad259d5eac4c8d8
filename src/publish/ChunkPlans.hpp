#pragma once

#include "Job.hpp"

#include <optional>

namespace DirectPost::Publish {

struct KindOfPlan {
	PlanKind kind = PlanKind::Usual;
	TikTok::ChunkPlan plan;
};

// What is known about how an account's files are best cut.
struct PlanMemory {
	std::optional<PlanKind> worked; // the last one that went through after TikTok had refused another
	double bytesPerSecond = 0;      // of the line; 0: not known
};

// The next way to cut a file after those in the bit set `tried`: what worked when another was refused; then, where one
// request would take half a minute or more, 10 MB chunks (below 20 MB two halves), so that a pause or a crash costs one
// of them and not the file; then TikTok's usual way, 10 MB chunks, an equal split of at most 32 MB, one of at most 64
// MB. A plan equal to a tried one is no new one.
std::optional<KindOfPlan> nextPlan(int64_t size_bytes, const PlanMemory &memory, int tried);

constexpr int bitOf(PlanKind kind)
{
	return 1 << static_cast<int>(kind);
}

} // namespace DirectPost::Publish
