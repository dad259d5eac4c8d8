#pragma once

#include <chrono>

namespace DirectPost {

// Time as the parts see it, so that tests can move it. Wall time is for what is stored and shown, steady time for
// waiting. Both may be asked from any thread.
class Clock {
public:
	virtual ~Clock() = default;
	virtual std::chrono::system_clock::time_point wallNow() const { return std::chrono::system_clock::now(); }
	virtual std::chrono::steady_clock::time_point steadyNow() const { return std::chrono::steady_clock::now(); }
};

} // namespace DirectPost
