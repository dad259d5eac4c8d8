#pragma once

#include "Pace.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>

namespace DirectPost::TikTok {

// A pace with a limit that may change at any moment, also while something is sent. What is allowed comes in small
// portions, evenly: at most one and a half times the limit in any 50 ms, where libcurl's own limiter sends ten times as
// much at once and is silent in between. Any thread.
class TokenBucket : public Pace {
public:
	using Clock = std::chrono::steady_clock;

	// Nothing: unlimited. 0: nothing is sent until the next limit.
	void limitTo(std::optional<int64_t> bytesPerSecond);
	std::optional<int64_t> limit_bytesPerSecond() const;

	// Whether it has made a sender wait since this was asked last.
	bool takeHeldBack() { return hasHeldBack_.exchange(false); }

	Allowance allowance(size_t wanted_bytes) override { return allowanceAt(Clock::now(), wanted_bytes); }
	Allowance allowanceAt(Clock::time_point now, size_t wanted_bytes);
	bool isLimited() const override { return limit_bytesPerSecond().has_value(); }

private:
	std::atomic<int64_t> limit_bytesPerSecond_{-1}; // below 0: unlimited
	std::atomic<bool> hasHeldBack_{false};

	std::mutex mutex_; // guards the following
	double allowed_bytes_ = 0;
	std::optional<Clock::time_point> filledAt_; // none: begins empty
};

} // namespace DirectPost::TikTok
