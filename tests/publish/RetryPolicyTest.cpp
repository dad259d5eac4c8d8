#include "RetryPolicy.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

TEST(RetryPolicy, SpreadsRetriesOverTheWholeWindowAndDoublesIt)
{
	EXPECT_EQ(retryDelay(ErrorKind::Lost, 1, 0, 0s), 0ms);
	EXPECT_EQ(retryDelay(ErrorKind::Lost, 1, 0.5, 0s), 500ms);
	EXPECT_EQ(retryDelay(ErrorKind::Lost, 3, 0.5, 0s), 2s);
	EXPECT_EQ(retryDelay(ErrorKind::Lost, 60, 0.5, 0s), 15s);
	EXPECT_LT(retryDelay(ErrorKind::Lost, 1000, 0.999, 0s), 30s);
}

TEST(RetryPolicy, NeverAsksBeforeTheServersRetryAfter)
{
	EXPECT_EQ(retryDelay(ErrorKind::Server, 1, 0, 17s), 17s);
	EXPECT_GE(retryDelay(ErrorKind::RateLimit, 1, 0, 90s), 90s);
}

TEST(RetryPolicy, WaitsOutARateLimitByTheMinute)
{
	EXPECT_GE(retryDelay(ErrorKind::RateLimit, 1, 0, 0s), 60s);
	EXPECT_GE(retryDelay(ErrorKind::RateLimit, 2, 0, 0s), 120s);
	EXPECT_GE(retryDelay(ErrorKind::RateLimit, 9, 0, 0s), 480s);
	EXPECT_LT(retryDelay(ErrorKind::RateLimit, 9, 0.99, 0s), 500s);
}

TEST(RetryPolicy, KeepsToTikToksLimitsPerMinute)
{
	const WallTime now(std::chrono::hours(1000));
	std::vector<WallTime> calls;
	for (int i = 0; i < 5; ++i)
		calls.push_back(now - 50s + std::chrono::seconds(i));
	EXPECT_EQ(budgetDelay(Call::Init, calls, now), 0ms);
	calls.push_back(now - 1s);
	const auto delay = budgetDelay(Call::Init, calls, now);
	EXPECT_GT(delay, 10s) << "the oldest is 50 seconds old";
	EXPECT_LT(delay, 11s);
	EXPECT_EQ(budgetDelay(Call::Init, calls, now + delay), 0ms);
	EXPECT_EQ(budgetDelay(Call::Status, calls, now), 0ms);
}

TEST(RetryPolicy, IgnoresCallsOfAClockThatWasSetBack)
{
	const WallTime now(std::chrono::hours(1000));
	const std::vector<WallTime> calls(10, now + 1h);
	EXPECT_EQ(budgetDelay(Call::Init, calls, now), 0ms);
}

TEST(RetryPolicy, AsksForTheVerdictWithinTikToksLimit)
{
	milliseconds waited{0};
	int asksInFirstMinute = 0;
	for (int asks = 0; waited < 1min; ++asks) {
		waited += pollDelay(asks, waited);
		++asksInFirstMinute;
	}
	EXPECT_LE(asksInFirstMinute, callsPerMinute(Call::Status));
	EXPECT_EQ(pollDelay(0, 0ms), 1s);
	EXPECT_EQ(pollDelay(20, 2min), 10s);
	EXPECT_EQ(pollDelay(40, 10min), 30s);
	EXPECT_EQ(pollDelay(80, 20min), 5min);
}

} // namespace
} // namespace DirectPost::Publish
