#pragma once

#include "Clips.hpp"
#include "Driver.hpp"

namespace DirectPost::Faults {

// One post: how often and when its publisher dies before it may go on to the end.
struct Assignment {
	const Scenario *scenario = nullptr;
	std::vector<Kill> kills;
};

struct Outcome {
	int kills = 0; // that came before the end
	bool wasReached = false;
	bool isPublished = false;
	bool saysWhyNot = false;
	bool mayBeOut = false; // it says that only the user's profile can tell
	bool isLost = false;   // neither a post nor a reason, or a reason while there is a post
	bool isDoubled = false;
	bool hasWrongBytes = false;
	std::vector<std::string> complaints; // what else is not as it has to be
	int64_t file_bytes = 0;
	int64_t resent_bytes = 0;
	int transitions = 0; // of the last run
	std::chrono::milliseconds duration{0};

	bool isGood() const { return wasReached && !isLost && !isDoubled && !hasWrongBytes && complaints.empty(); }
	double resentChunksPerKill(Shape shape) const;
};

// Lives through a post's whole life against a sandbox of its own. What led to a bad outcome is left in `artifacts`.
struct Stage {
	const Clips &clips;
	std::filesystem::path artifacts;
	uint64_t seed = 0;
};
Outcome perform(const Assignment &assignment, const Stage &stage);

} // namespace DirectPost::Faults
