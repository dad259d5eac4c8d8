#pragma once

#include "Tally.hpp"

#include <QTemporaryDir>

#include <mutex>
#include <random>

namespace DirectPost::Faults {

struct CampaignOptions {
	int kills = 1000; // at least
	uint64_t seed = 0;
	int jobs = 0;
	std::string filter; // a part of "group.name"
	bool isShort = false;
	std::filesystem::path artifacts;
};

// Which posts are made, when their publishers die, and the sum of what becomes of them.
//
// The long form: every scenario undisturbed; then, with a kill at each of the transitions that took; then with one in
// the first moments after Post; then kills at random moments of its time, one or several for a post, until there were
// enough. The short form: every scenario killed once, the quiet ones some times more.
class Campaign {
public:
	explicit Campaign(CampaignOptions options);
	bool run();

private:
	struct Reference { // of an undisturbed run
		int transitions = 0;
		std::chrono::milliseconds duration{0};
	};
	void runUndisturbed();
	void runShort();
	void runLong();
	std::vector<Assignment> atEveryTransition();
	Kill inTheFirstMoments();
	std::vector<Assignment> inTheFirstMoments(int times);
	std::vector<Assignment> atRandom(int kills);
	Assignment atRandom(const Scenario &scenario);
	std::vector<Outcome> perform(const std::string &title, const std::vector<Assignment> &assignments);
	void note(const Assignment &assignment, const Outcome &outcome);
	int between(int least, int most);

	const CampaignOptions options_;
	const QTemporaryDir folder_;
	const Clips clips_;
	const std::vector<const Scenario *> scenarios_;
	std::map<const Scenario *, Reference> references_;
	std::mt19937_64 luck_;
	std::mutex mutex_; // guards the tallies
	Tallies tallies_;
};

} // namespace DirectPost::Faults
