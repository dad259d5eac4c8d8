#include "Campaign.hpp"

#include <algorithm>
#include <atomic>
#include <format>
#include <iostream>
#include <thread>

namespace DirectPost::Faults {

namespace {

using std::chrono::milliseconds;

constexpr int kMostKillsOfAPost = 4; // TikTok allows six inits a minute
constexpr int kQuietWeight = 6;      // scenarios in which nothing but kills goes wrong come up more often
constexpr int kFewTransitions = 5;   // nearly every scenario has as many
constexpr int kUsualPost_ms = 1500;
constexpr int kFirstMoments_ms = 50; // the job is stored, its login is looked at, TikTok is asked
constexpr int kMostRounds = 20;

Outcome unperformed(const std::string &why)
{
	Outcome outcome;
	outcome.isLost = true;
	outcome.complaints.push_back(why);
	return outcome;
}

std::vector<const Scenario *> wanted(const CampaignOptions &options)
{
	std::vector<const Scenario *> chosen;
	for (const Scenario &scenario : scenarios()) {
		const std::string name = std::string(scenario.group) + "." + scenario.name;
		if (name.contains(options.filter) && !(options.isShort && (scenario.isSlow || scenario.isLong)))
			chosen.push_back(&scenario);
	}
	return chosen;
}

// What takes longest begins first: then nobody waits for it in the end.
std::vector<Assignment> slowFirst(std::vector<Assignment> assignments)
{
	std::ranges::stable_partition(assignments, [](const Assignment &one) { return one.scenario->isSlow; });
	return assignments;
}

// No exception leaves a worker's thread.
Outcome performSafely(const Assignment &assignment, const Stage &stage)
try {
	return perform(assignment, stage);
} catch (const std::exception &failure) {
	return unperformed(failure.what());
}

} // namespace

Campaign::Campaign(CampaignOptions options)
	: options_(std::move(options)),
	  clips_(folder_.path().toStdU16String()),
	  scenarios_(wanted(options_)),
	  luck_(options_.seed),
	  tallies_(scenarios_)
{
}

int Campaign::between(int least, int most)
{
	return std::uniform_int_distribution(least, most)(luck_);
}

void Campaign::note(const Assignment &assignment, const Outcome &outcome)
{
	const std::scoped_lock lock(mutex_);
	tallies_.add(*assignment.scenario, outcome);
	if (outcome.isGood())
		return;
	std::cout << std::format("BAD  {}.{}", assignment.scenario->group, assignment.scenario->name);
	for (const Kill &kill : assignment.kills)
		std::cout << ", killed " << inWords(kill);
	std::cout << (outcome.wasReached ? "" : "; the fault was not reached") << (outcome.isLost ? "; LOST" : "")
		  << (outcome.isDoubled ? "; DOUBLED" : "") << (outcome.hasWrongBytes ? "; wrong bytes" : "");
	for (const std::string &complaint : outcome.complaints)
		std::cout << "; " << complaint;
	std::cout << "\n     see " << options_.artifacts.string() << std::endl;
}

std::vector<Outcome> Campaign::perform(const std::string &title, const std::vector<Assignment> &assignments)
{
	std::vector<Outcome> outcomes(assignments.size());
	const Stage stage{clips_, options_.artifacts, options_.seed};
	const auto begin = std::chrono::steady_clock::now();
	{
		std::atomic<size_t> next = 0;
		std::vector<std::jthread> workers;
		for (int i = 0; i < options_.jobs; ++i) {
			workers.emplace_back([&] {
				for (size_t at = next++; at < assignments.size(); at = next++) {
					outcomes[at] = performSafely(assignments[at], stage);
					note(assignments[at], outcomes[at]);
				}
			});
		}
	}
	const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
	std::cout << std::format("{}: {} posts in {:.0f} s", title, assignments.size(), time.count()) << std::endl;
	return outcomes;
}

void Campaign::runUndisturbed()
{
	std::vector<Assignment> assignments;
	for (const Scenario *scenario : scenarios_)
		assignments.push_back({scenario, {}});
	assignments = slowFirst(std::move(assignments));
	const auto outcomes = perform("undisturbed", assignments);
	for (size_t i = 0; i < outcomes.size(); ++i)
		references_[assignments[i].scenario] = {outcomes[i].transitions, outcomes[i].duration};
}

// What takes minutes is killed once.
std::vector<Assignment> Campaign::atEveryTransition()
{
	std::vector<Assignment> assignments;
	for (const Scenario *scenario : scenarios_) {
		const int count = references_.at(scenario).transitions;
		const int only = scenario->isSlow ? between(1, std::max(count, 1)) : 0;
		for (int transition = 1; transition <= count; ++transition) {
			if (only == 0 || transition == only)
				assignments.push_back({scenario, {{.atTransition = transition}}});
		}
	}
	return assignments;
}

Kill Campaign::inTheFirstMoments()
{
	return {.after = milliseconds(between(0, kFirstMoments_ms)), .isAfterPost = true};
}

std::vector<Assignment> Campaign::inTheFirstMoments(int times)
{
	std::vector<Assignment> assignments;
	for (const Scenario *scenario : scenarios_) {
		for (int i = 0; i < times * (scenario->isQuiet() ? kQuietWeight : 1) && !scenario->isSlow; ++i)
			assignments.push_back({scenario, {inTheFirstMoments()}});
	}
	return assignments;
}

// Uniformly over an undisturbed run; every third post dies several times.
Assignment Campaign::atRandom(const Scenario &scenario)
{
	Assignment assignment{&scenario, {}};
	const int kills = between(1, 3) == 3 ? between(2, kMostKillsOfAPost) : 1;
	const auto most = static_cast<int>(references_.at(&scenario).duration.count());
	for (int i = 0; i < kills; ++i)
		assignment.kills.push_back({.after = milliseconds(between(1, std::max(most, 2)))});
	return assignment;
}

std::vector<Assignment> Campaign::atRandom(int kills)
{
	std::vector<const Scenario *> hat;
	for (const Scenario *scenario : scenarios_) {
		if (!scenario->isSlow && references_.contains(scenario))
			hat.insert(hat.end(), scenario->isQuiet() ? kQuietWeight : 1, scenario);
	}
	std::vector<Assignment> assignments;
	while (kills > 0 && !hat.empty()) {
		assignments.push_back(
			atRandom(*hat[static_cast<size_t>(between(0, static_cast<int>(hat.size()) - 1))]));
		kills -= static_cast<int>(assignments.back().kills.size());
	}
	return assignments;
}

void Campaign::runLong()
{
	runUndisturbed();
	perform("killed at every transition", slowFirst(atEveryTransition()));
	perform("killed in the first moments after Post", inTheFirstMoments(1));
	// Some moments come after the end of a run that was quicker: what is missing is made up for.
	for (int round = 0; round < kMostRounds; ++round) {
		const auto assignments = atRandom(options_.kills - tallies_.total().kills);
		if (assignments.empty())
			return;
		perform("killed at random moments", assignments);
	}
}

// Without an undisturbed run before it, a moment is any in which a post is usually still on its way.
void Campaign::runShort()
{
	std::vector<Assignment> assignments;
	for (const Scenario *scenario : scenarios_) {
		const int posts = scenario->isQuiet() ? kQuietWeight : 1;
		for (int i = 0; i < posts; ++i) {
			const bool isMoment = i > 0 || between(1, 2) == 1;
			const Kill kill = i == 1     ? inTheFirstMoments()
					  : isMoment ? Kill{.after = milliseconds(between(1, kUsualPost_ms))}
						     : Kill{.atTransition = between(1, kFewTransitions)};
			assignments.push_back({scenario, {kill}});
		}
	}
	perform("every scenario, killed once", assignments);
}

bool Campaign::run()
{
	std::cout << std::format("seed {}, {} scenarios, {} posts at a time", options_.seed, scenarios_.size(),
				 options_.jobs)
		  << std::endl;
	options_.isShort ? runShort() : runLong();
	tallies_.print(std::cout);
	const Tally total = tallies_.total();
	const bool isEnough = total.kills >= options_.kills;
	if (!isEnough)
		std::cout << "fewer kills than wanted" << std::endl;
	return total.isGood() && total.runs > 0 && isEnough;
}

} // namespace DirectPost::Faults
