#pragma once

#include <functional>
#include <string>
#include <vector>

namespace DirectPost::Bench {

// What one run took.
struct Cost {
	double seconds = 0;
	double processor_s = 0; // of child processes; 0 where it was not measured
	double memory_MiB = 0;  // largest resident set of child processes; 0 where it was not measured
};

Cost medianOf(const std::vector<Cost> &costs); // each figure by itself

struct Contest {
	std::string name;
	Cost ours;
	Cost theirs;
};

// Runs both in turn, after one round each that does not count, so that a busy moment of the machine meets both.
Contest compare(const std::string &name, int rounds, const std::function<Cost()> &ours,
		const std::function<Cost()> &theirs);

// A program with its arguments, waited for; throws when it fails.
Cost run(const std::vector<std::string> &command);

// One line of the table; false when the ratio is over the limit.
bool print(const std::string &name, double ours, double theirs, const char *unit, double largestRatio);

} // namespace DirectPost::Bench
