#include "LoopFixture.hpp"
#include "PoliteServer.hpp"

#include <tiktok/TokenBucket.hpp>

#include <cmath>
#include <deque>
#include <iostream>

// What a limit looks like to whoever receives.
namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr auto kWindow = 50ms;
constexpr double kTime_s = 1.5;
constexpr int kAttempts = 8; // others may hold up the sender or the receiver: then nothing is measured

struct Arrival {
	SteadyClock::time_point when;
	size_t bytes;
};

// Notes when what came.
struct Receiver {
	std::vector<Arrival> arrivals; // once the transfer is over
	RawServer raw{[this](RawConnection &connection, int) {
		size_t left = lengthIn(connection.readHead());
		while (left > 0) {
			const size_t got = connection.receive();
			if (got == 0)
				return;
			arrivals.push_back({SteadyClock::now(), got});
			left -= std::min(left, got);
		}
		connection.send(kOk);
	}};

	double mostWithinWindow() const
	{
		double most = 0;
		double inside = 0;
		std::deque<Arrival> held;
		for (const Arrival &arrival : arrivals) {
			held.push_back(arrival);
			inside += static_cast<double>(arrival.bytes);
			for (; held.front().when <= arrival.when - kWindow; held.pop_front())
				inside -= static_cast<double>(held.front().bytes);
			most = std::max(most, inside);
		}
		return most / Seconds(kWindow).count();
	}
	double average() const
	{
		double bytes = -static_cast<double>(arrivals.front().bytes);
		for (const Arrival &arrival : arrivals)
			bytes += static_cast<double>(arrival.bytes);
		return bytes / Seconds(arrivals.back().when - arrivals.front().when).count();
	}
};

class LimitedTransfers : public LoopFixture, public testing::WithParamInterface<int> {
protected:
	LimitedTransfers() : LimitedTransfers(std::make_shared<TokenBucket>()) {}
	explicit LimitedTransfers(std::shared_ptr<TokenBucket> given) : LoopFixture(given), bucket(std::move(given)) {}
	const std::shared_ptr<TokenBucket> bucket;
};

TEST_P(LimitedTransfers, ArriveEvenlyAndAtTheLimit)
{
	const double limit = GetParam();
	bucket->limitTo(GetParam());
	const auto size_bytes = std::llround(limit * kTime_s);
	const auto file = makeSparseFile(size_bytes);
	double window = 0;
	double error = 0;
	for (int attempt = 0; attempt < kAttempts; ++attempt) {
		Receiver receiver;
		ASSERT_TRUE(fetch(put(receiver.raw.url(), file, 0, size_bytes)));
		window = receiver.mostWithinWindow() / limit;
		error = receiver.average() / limit - 1;
		std::cout << "most within 50 ms: " << window << " of the limit; average: " << error * 100 << " % off\n";
		if (window <= 1.5 && std::abs(error) <= 0.01)
			return;
	}
	FAIL() << "in none of " << kAttempts << " attempts";
}

INSTANTIATE_TEST_SUITE_P(BytesPerSecond, LimitedTransfers, testing::Values(250'000, 1'000'000),
			 testing::PrintToStringParamName());

} // namespace

} // namespace DirectPost::TikTok
