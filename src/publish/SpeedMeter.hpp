#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace DirectPost::Publish {

// Speed of an upload, smoothed over about five seconds.
class SpeedMeter {
public:
	using Time = std::chrono::steady_clock::time_point;

	void begin(int64_t sent_bytes, Time now); // a chunk starts here; the speed of the one before is kept
	void at(int64_t sent_bytes, Time now);
	double bytesPerSecond() const { return bytesPerSecond_; } // 0 while unknown
	std::optional<int> timeLeft_s(int64_t left_bytes) const;

private:
	int64_t last_bytes_ = 0;
	Time last_{};
	double bytesPerSecond_ = 0;
};

} // namespace DirectPost::Publish
