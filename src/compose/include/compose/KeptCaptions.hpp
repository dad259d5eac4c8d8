#pragma once

#include <string>
#include <vector>

namespace DirectPost::Compose {

struct HashtagSet {
	std::string name;
	std::string hashtags; // "#one #two"

	bool operator==(const HashtagSet &) const = default;
};

// What was written before, to be taken again. "captions.json" in the settings folder keeps it.
struct KeptCaptions {
	std::vector<std::string> recent;     // that were posted by hand, newest first, each once
	std::vector<HashtagSet> hashtagSets; // in the order in which they were added

	bool operator==(const KeptCaptions &) const = default;
};

inline constexpr size_t kRecentCaptions = 20;

} // namespace DirectPost::Compose
