#pragma once

#include <functional>
#include <optional>
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

// Runs all in turn, after one round that does not count, so that a busy moment of the machine meets all; their medians.
std::vector<Cost> compare(int rounds, const std::vector<std::function<Cost()>> &contestants);

// A program with its arguments, waited for, and what it prints; throws when it fails.
struct Run {
	Cost cost;
	std::string output;
};
Run runFully(const std::vector<std::string> &command);
Cost run(const std::vector<std::string> &command);

// One line of the table; false when the ratio is over the limit. Without a limit it is there to be known.
bool print(const std::string &name, double ours, double theirs, const char *unit,
	   std::optional<double> largestRatio = {});

} // namespace DirectPost::Bench
