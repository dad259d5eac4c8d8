#pragma once

#include "Driver.hpp"
#include "Scenario.hpp"

#include <QTemporaryDir>

namespace DirectPost::Faults {

// A post from its first attempt to its end: run after run of the publisher on one settings folder, and one sandbox that
// sees it all.
class Life {
public:
	Life(const Scenario &scenario, std::filesystem::path clip);

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
	static SandboxOptions options(Here here);
	void inject();
	void prepareFolder();
	void meetsNoTikTok(const std::string &url, const char *words);
	void meetsStranger();
	nlohmann::json order();
	void breakNetwork(DriverOrder &order);
	void run(DriverOrder order);

	const Scenario &scenario_;
	const std::filesystem::path clip_;
	const QTemporaryDir folder_;
	Sandbox sandbox_{options(scenario_.here)};
	std::vector<int> faults_;
	SandboxTokens tokens_;
	DriverRun last_;
	int transitions_ = 0; // of all runs
	int kills_ = 0;
	bool isOver_ = false;
	bool wasReachedHere_ = false;
	std::chrono::seconds clockOffset_{0};
	std::vector<std::string> complaints_;
	std::string output_;
};

} // namespace DirectPost::Faults
