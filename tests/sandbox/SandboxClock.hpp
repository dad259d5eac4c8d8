#pragma once

#include <atomic>
#include <chrono>

namespace DirectPost::StandIn {

using Time = std::chrono::system_clock::time_point;

inline std::chrono::milliseconds fromSeconds(double seconds)
{
	return std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
}

// The system's clock plus what tests advanced. From any thread.
class SandboxClock {
public:
	Time now() const { return std::chrono::system_clock::now() + std::chrono::milliseconds(ahead_ms_.load()); }
	void advance(std::chrono::milliseconds time) { ahead_ms_ += time.count(); }

private:
	std::atomic<int64_t> ahead_ms_ = 0;
};

} // namespace DirectPost::StandIn
