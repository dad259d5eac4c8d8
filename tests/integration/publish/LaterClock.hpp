#pragma once

#include <base/Clock.hpp>

#include <atomic>
#include <chrono>

namespace DirectPost::Publish {

// The steady clock goes as the system's does, by so much later.
class LaterClock : public Clock {
public:
	std::chrono::steady_clock::time_point steadyNow() const override { return Clock::steadyNow() + later.load(); }
	std::atomic<std::chrono::seconds> later{std::chrono::seconds{0}};
};

} // namespace DirectPost::Publish
