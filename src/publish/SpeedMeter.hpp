#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace DirectPost::Publish {

// Speed of an upload, smoothed over about five seconds. What a chunk begins with fills the socket's buffer, megabytes
// at no cost, and its end waits for that buffer to drain: neither counts, unless the chunk is over before more is
// known.
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
