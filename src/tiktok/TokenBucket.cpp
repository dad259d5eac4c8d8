#include <tiktok/TokenBucket.hpp>

#include <algorithm>
#include <cmath>

namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

constexpr auto kRefill = 3ms; // the sender comes back as often
constexpr Seconds kMostSaved = 15ms;
constexpr double kLargestPortion_bytes = 16 << 10;
constexpr std::chrono::milliseconds kLookAgain = 100ms; // while nothing is allowed at all

} // namespace

void TokenBucket::limitTo(std::optional<int64_t> bytesPerSecond)
{
	limit_bytesPerSecond_ = bytesPerSecond ? std::max<int64_t>(*bytesPerSecond, 0) : -1;
}

std::optional<int64_t> TokenBucket::limit_bytesPerSecond() const
{
	const int64_t limit = limit_bytesPerSecond_;
	return limit < 0 ? std::nullopt : std::optional(limit);
}

Pace::Allowance TokenBucket::allowanceAt(Clock::time_point now, size_t wanted_bytes)
{
	const auto limit = limit_bytesPerSecond();
	const std::scoped_lock lock(mutex_);
	if (!limit) {
		filledAt_.reset();
		return {.most_bytes = wanted_bytes};
	}
	if (!filledAt_)
		allowed_bytes_ = 0;
	if (*limit == 0) {
		hasHeldBack_ = true;
		filledAt_.reset();
		return {.askAgainIn = kLookAgain};
	}
	const auto rate = static_cast<double>(*limit);
	const double most_bytes = std::max(1.0, rate * kMostSaved.count());
	const Seconds since = now - filledAt_.value_or(now);
	allowed_bytes_ = std::min(most_bytes, allowed_bytes_ + rate * since.count());
	filledAt_ = now;
	// Not each byte by itself: what comes in between two refills goes out together.
	const double portion_bytes = std::min({most_bytes, kLargestPortion_bytes, rate * Seconds(kRefill).count()});
	if (allowed_bytes_ < std::max(1.0, portion_bytes)) {
		hasHeldBack_ = true;
		const Seconds missing((std::max(1.0, portion_bytes) - allowed_bytes_) / rate);
		return {.askAgainIn = std::min(std::chrono::ceil<std::chrono::milliseconds>(missing), kLookAgain)};
	}
	const double most = std::min({allowed_bytes_, kLargestPortion_bytes, static_cast<double>(wanted_bytes)});
	const auto taken_bytes = static_cast<size_t>(most);
	allowed_bytes_ -= static_cast<double>(taken_bytes);
	return {.most_bytes = taken_bytes};
}

} // namespace DirectPost::TikTok
