#include "Marks.hpp"

#include <algorithm>

namespace DirectPost::Compose {

std::vector<Stretch> stretchesAround(std::vector<int64_t> marks_ms, int64_t before_ms, int64_t duration_ms)
{
	std::ranges::sort(marks_ms);
	std::vector<Stretch> stretches;
	for (const int64_t mark_ms : marks_ms) {
		const int64_t start_ms = std::max<int64_t>(0, mark_ms - before_ms);
		const int64_t end_ms = std::min(duration_ms, mark_ms + kAfterMark_ms);
		if (start_ms >= end_ms)
			continue;
		if (!stretches.empty() && start_ms <= stretches.back().end_ms)
			stretches.back().end_ms = end_ms;
		else
			stretches.push_back({.start_ms = start_ms, .end_ms = end_ms, .mark_ms = mark_ms});
	}
	return stretches;
}

} // namespace DirectPost::Compose
