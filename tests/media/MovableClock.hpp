#pragma once

#include <base/Clock.hpp>

#include <atomic>
#include <chrono>

namespace DirectPost::Media::Fixtures {

// Stands still until the test moves it, from any thread.
class MovableClock : public Clock {
public:
	std::chrono::steady_clock::time_point steadyNow() const override { return steady; }
	std::atomic<std::chrono::steady_clock::time_point> steady{std::chrono::steady_clock::now()};
};

} // namespace DirectPost::Media::Fixtures
