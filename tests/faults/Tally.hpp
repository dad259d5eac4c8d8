#pragma once

#include "Trial.hpp"

#include <ostream>

namespace DirectPost::Faults {

// Sums of a group of runs: a line of the table.
struct Tally {
	int runs = 0;
	int kills = 0;
	int reached = 0;
	int published = 0;
	int saidWhyNot = 0;
	int lost = 0;
	int doubled = 0;
	int wrongBytes = 0;
	int otherwiseBad = 0;
	int64_t file_bytes = 0;
	int64_t resent_bytes = 0;
	double mostChunksPerKill = 0; // where nothing but kills went wrong

	Tally() = default;
	Tally(const Scenario &scenario, const Outcome &outcome); // of one run
	void add(const Tally &other);
	bool isGood() const;
};

// A line per group, in the order of the scenarios, and one for all.
class Tallies {
public:
	explicit Tallies(std::span<const Scenario *const> scenarios);
	void add(const Scenario &scenario, const Outcome &outcome);
	void print(std::ostream &out) const;
	Tally total() const;

private:
	std::vector<std::pair<std::string, Tally>> groups_;
};

} // namespace DirectPost::Faults
