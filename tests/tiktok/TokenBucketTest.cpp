#include <tiktok/TokenBucket.hpp>

#include <gtest/gtest.h>

#include <deque>

namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;

// A sender that takes what it gets at once, and comes back when it is told to.
struct Sending {
	explicit Sending(std::optional<int64_t> limit) { bucket.limitTo(limit); }

	void goOnFor(std::chrono::milliseconds time)
	{
		const auto end = now + time;
		while (now < end) {
			const auto allowance = bucket.allowanceAt(now, 512 << 10);
			if (allowance.most_bytes == 0) {
				now += std::max(allowance.askAgainIn, 1ms) + lateness;
				continue;
			}
			sent.emplace_back(now, allowance.most_bytes);
			total_bytes += static_cast<int64_t>(allowance.most_bytes);
		}
	}
	int64_t mostWithin(std::chrono::milliseconds window) const
	{
		int64_t most = 0;
		int64_t inside = 0;
		std::deque<std::pair<TokenBucket::Clock::time_point, size_t>> held;
		for (const auto &[when, bytes] : sent) {
			held.emplace_back(when, bytes);
			inside += static_cast<int64_t>(bytes);
			while (held.front().first <= when - window) {
				inside -= static_cast<int64_t>(held.front().second);
				held.pop_front();
			}
			most = std::max(most, inside);
		}
		return most;
	}

	TokenBucket bucket;
	TokenBucket::Clock::time_point now{1h};
	std::chrono::milliseconds lateness{0}; // of the sender, beyond what it was told
	std::vector<std::pair<TokenBucket::Clock::time_point, size_t>> sent;
	int64_t total_bytes = 0;
};

} // namespace

TEST(TokenBucket, SendsItsLimitOnAverageAndNeverMuchMoreWithin50Ms)
{
	for (const int64_t limit : {20'000, 250'000, 1'000'000, 5'000'000}) {
		Sending sending(limit);
		sending.goOnFor(10s);
		EXPECT_NEAR(static_cast<double>(sending.total_bytes), static_cast<double>(limit) * 10,
			    static_cast<double>(limit) * 0.1)
			<< limit;
		EXPECT_LE(sending.mostWithin(50ms), static_cast<int64_t>(static_cast<double>(limit) * 0.05 * 1.5))
			<< limit;
	}
}

TEST(TokenBucket, KeepsItsAverageWhereTheSenderComesLateAndSavesNothingUp)
{
	Sending sending(1'000'000);
	sending.lateness = 5ms;
	sending.goOnFor(10s);
	EXPECT_NEAR(static_cast<double>(sending.total_bytes), 10e6, 10e6 * 0.01);
	sending.now += 5min; // nothing was wanted
	sending.sent.clear();
	sending.goOnFor(1s);
	EXPECT_LE(sending.mostWithin(50ms), 75'000);
}

TEST(TokenBucket, TakesAnotherLimitInTheMiddle)
{
	Sending sending(1'000'000);
	sending.goOnFor(1s);
	sending.bucket.limitTo(100'000);
	const int64_t before = sending.total_bytes;
	sending.sent.clear();
	sending.goOnFor(1s);
	EXPECT_NEAR(static_cast<double>(sending.total_bytes - before), 100e3, 3e3);
	EXPECT_LE(sending.mostWithin(50ms), 7'500);
}

TEST(TokenBucket, SendsNothingAtZeroAndEverythingWithoutALimit)
{
	Sending sending(0);
	sending.goOnFor(10s);
	EXPECT_EQ(sending.total_bytes, 0);
	sending.bucket.limitTo(std::nullopt);
	EXPECT_EQ(sending.bucket.allowanceAt(sending.now, 512 << 10).most_bytes, size_t{512} << 10);
	EXPECT_FALSE(sending.bucket.isLimited());
}

} // namespace DirectPost::TikTok
