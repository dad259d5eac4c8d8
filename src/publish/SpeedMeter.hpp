#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace DirectPost::Publish {

// Speed of an upload, smoothed over about five seconds. The first bytes of a chunk only fill the socket's buffer, which
// takes megabytes at once, and its last ones wait for that buffer to empty: neither is measured, unless there is
// nothing else to measure in the chunk.
class SpeedMeter {
public:
	using Time = std::chrono::steady_clock::time_point;

	void begin(int64_t first, int64_t end, Time now);         // a chunk; the speed of the one before is kept
	void at(int64_t sent_bytes, Time now);                    // so far, counted like `first`
	void acknowledged(Time now);                              // the chunk arrived
	double bytesPerSecond() const { return bytesPerSecond_; } // 0 while unknown
	std::optional<int> timeLeft_s(int64_t left_bytes) const;

private:
	void learn(int64_t bytes, double time_s);

	int64_t first_ = 0;
	int64_t end_ = 0;
	Time begun_{};
	bool isFillingBuffer_ = true;
	bool hasLearned_ = false; // from this chunk
	int64_t last_bytes_ = 0;
	Time last_{};
	double bytesPerSecond_ = 0;
};

} // namespace DirectPost::Publish
