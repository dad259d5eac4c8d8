#pragma once

#include "Clips.hpp"
#include "Driver.hpp"

#include <QTemporaryDir>

namespace DirectPost::Faults {

// A post from its first attempt to its end: run after run of the publisher on one settings folder, and one sandbox that
// sees it all.
class Life {
public:
	Life(const Scenario &scenario, const Clips &clips);

	bool dies(const Kill &kill); // false: it came to its end before
	void goesOnToTheEnd();

	Sandbox &sandbox() { return sandbox_; }
	const Sandbox &sandbox() const { return sandbox_; }
	const DriverRun &last() const { return last_; }
	int kills() const { return kills_; }
	const std::vector<std::string> &complaints() const { return complaints_; }
	const std::string &output() const { return output_; }
	std::filesystem::path settingsFolder() const;
	bool wasReached() const;

private:
	SandboxOptions options() const;
	std::filesystem::path clip();
	void inject();
	void limitLink();
	bool wasHitByAll() const;
	void prepareFolder();
	void meetsNoTikTok(const std::string &url, const char *words);
	void meetsStranger();
	nlohmann::json order();
	void addTrouble(nlohmann::json &order) const;
	void awaitWhatIsOnItsWay() const;
	bool hasTaken(int chunks) const;
	void breakNetwork(DriverOrder &order);
	void endFaults(DriverOrder &order);
	void getsItsDiskBack();
	void run(DriverOrder order);

	const Scenario &scenario_;
	const Clips &clips_;
	const QTemporaryDir folder_;
	const std::filesystem::path clip_;
	Sandbox sandbox_{options()};
	std::vector<int> faults_;
	SandboxTokens tokens_;
	DriverRun last_;
	int transitions_ = 0; // of all runs
	int kills_ = 0;
	bool isOver_ = false;
	bool wasReachedHere_ = false;
	bool areFaultsOver_ = false;
	bool isDiskBack_ = false;
	std::chrono::seconds clockOffset_{0};
	std::vector<std::string> complaints_;
	std::string output_;
};

} // namespace DirectPost::Faults
