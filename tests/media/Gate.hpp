#pragma once

#include <media/Readiness.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>

namespace DirectPost::Media {

class GateClock : public Clock {
public:
	std::chrono::system_clock::time_point wallNow() const override { return wall; }
	std::chrono::steady_clock::time_point steadyNow() const override { return steady; }
	std::chrono::system_clock::time_point wall{std::chrono::seconds(1'000'000)};
	std::chrono::steady_clock::time_point steady{std::chrono::seconds(5'000)};
};

// A gate over files that exist only in the test's mind. Time passes as the gate asks for it.
struct Gate : testing::Test {
	const std::chrono::system_clock::time_point recordingStarted{std::chrono::seconds(900'000)};
	GateClock clock;
	std::map<std::string, Look> files;

	void put(const std::string &name, FileState state, int64_t size_bytes)
	{
		files[name] = {state, size_bytes, recordingStarted + std::chrono::seconds(60)};
	}

	Readiness gate(const std::string &file, const std::string &remuxTarget = {})
	{
		return over({file, remuxTarget, recordingStarted});
	}

	Readiness overOutputsOwn(const std::string &file, const std::string &remuxTarget = {})
	{
		return over({file, remuxTarget, recordingStarted, false, true});
	}

	Readiness gateByHand(const std::string &file) { return over({file, {}, {}}); }

	Readiness over(Candidate candidate)
	{
		return {std::move(candidate), clock, [this](const std::filesystem::path &file) {
				return files[file.string()];
			}};
	}

	// "" while it says to look again
	std::string poll(Readiness &gate)
	{
		const auto verdict = gate.poll();
		if (const auto *ready = std::get_if<Readiness::Ready>(&verdict))
			return "ready " + ready->file.string() + (ready->looksOlder ? ", older" : "");
		if (const auto *failed = std::get_if<Readiness::Failed>(&verdict))
			return failed->error.code;
		lastPause = std::get<Readiness::LookAgain>(verdict).after;
		clock.steady += lastPause;
		return "";
	}

	// Polls until the gate decides; `waited` says how long that took.
	std::string decide(Readiness &gate)
	{
		const auto began = clock.steady;
		for (int i = 0; i < 1000; i++) {
			if (const std::string verdict = poll(gate); !verdict.empty()) {
				waited = std::chrono::duration_cast<std::chrono::milliseconds>(clock.steady - began);
				return verdict;
			}
		}
		return "never";
	}

	std::chrono::milliseconds lastPause{0};
	std::chrono::milliseconds waited{0};
};

} // namespace DirectPost::Media
