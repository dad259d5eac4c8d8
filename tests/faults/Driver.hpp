#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace DirectPost::Faults {

// When a run of the publisher dies: right after a committed transition, or at a moment, whatever it is doing.
struct Kill {
	int atTransition = 0; // 0: not at one
	std::chrono::milliseconds after{0};
	bool isAfterPost = false; // counted from Post, else from the start of the program
};

std::string inWords(const Kill &kill);

// What became of one run of the publisher in a process of its own.
struct DriverRun {
	std::string output;
	bool wasKilled = false;            // as ordered
	bool endedWell = false;            // with a verdict
	std::optional<nlohmann::json> job; // as it says at the end
	std::chrono::milliseconds duration{0};

	int transitions() const;
	bool says(const std::string &words) const { return output.contains(words); }
};

struct DriverOrder {
	nlohmann::json fields; // see tests/integration/publish/driver.cpp
	std::optional<Kill> kill;
	std::string words; // `said` is called, once, when these come up in its output
	// True: it has served its purpose and is killed.
	std::function<bool()> said;
	// Called once, when these come up after that.
	std::string laterWords = {};
	std::function<void()> saidLater = {};
};

DriverRun drive(const DriverOrder &order);

} // namespace DirectPost::Faults
