#include "Tally.hpp"

#include <algorithm>
#include <format>

namespace DirectPost::Faults {

namespace {

void printLine(std::ostream &out, const std::string &name, const Tally &tally)
{
	const double ratio =
		static_cast<double>(tally.resent_bytes) / static_cast<double>(std::max<int64_t>(tally.file_bytes, 1));
	out << std::format("{:<12} {:>6} {:>6} {:>8} {:>10} {:>8} {:>6} {:>8} {:>6} {:>6} {:>8.3f} {:>9}\n", name,
			   tally.runs, tally.kills, tally.reached, tally.published, tally.saidWhyNot, tally.lost,
			   tally.doubled, tally.wrongBytes, tally.otherwiseBad, ratio,
			   tally.mostChunksPerKill > 0 ? std::format("{:.2f}", tally.mostChunksPerKill) : "-");
}

} // namespace

Tally::Tally(const Scenario &scenario, const Outcome &outcome)
	: runs(1),
	  kills(outcome.kills),
	  reached(outcome.wasReached),
	  published(outcome.isPublished),
	  saidWhyNot(outcome.saysWhyNot),
	  lost(outcome.isLost),
	  doubled(outcome.isDoubled),
	  wrongBytes(outcome.hasWrongBytes),
	  otherwiseBad(!outcome.complaints.empty()),
	  file_bytes(outcome.file_bytes),
	  resent_bytes(outcome.resent_bytes),
	  mostChunksPerKill(scenario.isQuiet() ? outcome.resentChunksPerKill(scenario.shape) : 0)
{
}

void Tally::add(const Tally &other)
{
	runs += other.runs;
	kills += other.kills;
	reached += other.reached;
	published += other.published;
	saidWhyNot += other.saidWhyNot;
	lost += other.lost;
	doubled += other.doubled;
	wrongBytes += other.wrongBytes;
	otherwiseBad += other.otherwiseBad;
	file_bytes += other.file_bytes;
	resent_bytes += other.resent_bytes;
	mostChunksPerKill = std::max(mostChunksPerKill, other.mostChunksPerKill);
}

bool Tally::isGood() const
{
	return reached == runs && lost == 0 && doubled == 0 && wrongBytes == 0 && otherwiseBad == 0;
}

Tallies::Tallies(std::span<const Scenario *const> scenarios)
{
	for (const Scenario *scenario : scenarios) {
		if (!std::ranges::contains(groups_, scenario->group, &std::pair<std::string, Tally>::first))
			groups_.push_back({scenario->group, {}});
	}
}

void Tallies::add(const Scenario &scenario, const Outcome &outcome)
{
	const auto group = std::ranges::find(groups_, scenario.group, &std::pair<std::string, Tally>::first);
	group->second.add(Tally(scenario, outcome));
}

void Tallies::print(std::ostream &out) const
{
	out << std::format("{:<12} {:>6} {:>6} {:>8} {:>10} {:>8} {:>6} {:>8} {:>6} {:>6} {:>8} {:>9}\n", "", "runs",
			   "kills", "reached", "published", "said why", "LOST", "DOUBLED", "wrong", "other", "re-sent",
			   "chunks");
	out << std::format("{:<12} {:>6} {:>6} {:>8} {:>10} {:>8} {:>6} {:>8} {:>6} {:>6} {:>8} {:>9}\n", "", "", "",
			   "", "", "", "", "", "bytes", "", "of file", "per kill");
	for (const auto &[name, tally] : groups_)
		printLine(out, name, tally);
	printLine(out, "all", total());
}

Tally Tallies::total() const
{
	Tally all;
	for (const auto &[name, tally] : groups_)
		all.add(tally);
	return all;
}

} // namespace DirectPost::Faults
