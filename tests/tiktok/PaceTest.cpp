#include "LoopFixture.hpp"
#include "PoliteServer.hpp"

#include <algorithm>
#include <thread>

namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

// Lets a little through at a time, and nothing before its rest is over.
class SlowPace : public Pace {
public:
	SlowPace(size_t portion_bytes, std::chrono::milliseconds rest) : portion_bytes_(portion_bytes), rest_(rest) {}
	Allowance allowance(size_t wanted_bytes) override
	{
		const auto now = SteadyClock::now();
		if (now < next_) {
			++refusals;
			return {.askAgainIn = std::chrono::ceil<std::chrono::milliseconds>(next_ - now)};
		}
		next_ = now + rest_;
		const size_t allowed_bytes = std::min(wanted_bytes, portion_bytes_);
		allowed.push_back(allowed_bytes);
		return {.most_bytes = allowed_bytes};
	}

	std::vector<size_t> allowed; // once the transfer is over
	int refusals = 0;

private:
	const size_t portion_bytes_;
	const std::chrono::milliseconds rest_;
	SteadyClock::time_point next_{};
};

class PacedTransfers : public LoopFixture {
protected:
	PacedTransfers() : PacedTransfers(std::make_shared<SlowPace>(size_t{1000}, 20ms)) {}
	explicit PacedTransfers(std::shared_ptr<SlowPace> slow) : LoopFixture(slow), pace(std::move(slow)) {}
	const std::shared_ptr<SlowPace> pace;
};

TEST_F(PacedTransfers, SendOnlyWhatThePaceAllowsAndComplete)
{
	std::string content(20'500, 0);
	for (size_t i = 0; i < content.size(); i++)
		content[i] = static_cast<char>(i * 7 + i / 251);
	PoliteServer server;
	const auto body = std::make_shared<FileBody>(makeFile(content), 0);
	const auto begun = SteadyClock::now();
	const auto reply = fetch(put(server.raw.url(), body, static_cast<int64_t>(content.size())));
	ASSERT_TRUE(reply) << reply.error().detail;
	EXPECT_EQ(server.bodies.at(0), content);
	EXPECT_EQ(body->takenSoFar(), content);
	EXPECT_LE(body->largest_bytes(), 1000u);
	EXPECT_GE(pace->allowed.size(), 21u);
	EXPECT_GT(pace->refusals, 0) << "it never had to rest";
	EXPECT_GE(SteadyClock::now() - begun, 20 * 20ms) << "faster than the pace";
}

TEST_F(PacedTransfers, DoNotHoldUpOtherRequests)
{
	PoliteServer server;
	std::atomic<bool> isSent = false;
	onLoop([&] {
		loop.start(put(server.raw.url(), makeSparseFile(1'000'000), 0, 1'000'000),
			   [&](const Expected<HttpReply> &) { isSent = true; });
	});
	ASSERT_TRUE(fetch(get(server.raw.url())));
	EXPECT_FALSE(isSent);
	loop.stop(); // in the middle of a rest
}

TEST_F(PacedTransfers, KnowTheirRoundTripAlsoOnAConnectionThatWasKept)
{
	PoliteServer server;
	const auto file = makeSparseFile(1'000'000);
	for (int chunk = 0; chunk < 2; ++chunk) {
		const TransferId id = onLoop([&] {
			return loop.start(put(server.raw.url(), file, 0, 20'000), [](const Expected<HttpReply> &) {});
		});
		std::optional<std::chrono::microseconds> roundTrip;
		const auto end = SteadyClock::now() + kPatience;
		while (!roundTrip && SteadyClock::now() < end)
			roundTrip = onLoop([&] { return loop.roundTrip(id); });
		EXPECT_TRUE(roundTrip);
		ASSERT_TRUE(fetch(get(server.raw.url())));
		while (onLoop([&] { return loop.roundTrip(id).has_value(); }) && SteadyClock::now() < end)
			std::this_thread::yield();
	}
	EXPECT_LE(server.raw.connections(), 3);
}

TEST_F(PacedTransfers, CanBeCancelledWhileTheyRest)
{
	PoliteServer server;
	const TransferId id = onLoop([&] {
		return loop.start(put(server.raw.url(), makeSparseFile(1'000'000), 0, 1'000'000),
				  [](const Expected<HttpReply> &) { ADD_FAILURE() << "it was cancelled"; });
	});
	while (onLoop([&] { return pace->refusals; }) == 0)
		std::this_thread::yield();
	onLoop([&] { loop.cancel(id); });
	ASSERT_TRUE(fetch(get(server.raw.url()))); // the loop goes on, also past the time of the rest
}

// Nothing at first, for longer than a connection may be silent; then everything.
class LatePace : public Pace {
public:
	Allowance allowance(size_t wanted_bytes) override
	{
		const auto now = SteadyClock::now();
		if (!begin_)
			begin_ = now + 4s;
		if (now < *begin_)
			return {.askAgainIn = std::chrono::ceil<std::chrono::milliseconds>(*begin_ - now)};
		return {.most_bytes = wanted_bytes};
	}

private:
	std::optional<SteadyClock::time_point> begin_;
};

class LateTransfers : public LoopFixture {
protected:
	LateTransfers() : LoopFixture(std::make_shared<LatePace>()) {}
};

TEST_F(LateTransfers, AreNotTakenForADeadConnection)
{
	PoliteServer server;
	HttpRequest request = put(server.raw.url(), makeSparseFile(2500), 0, 2500);
	request.timeout = 1s;
	const auto reply = fetch(std::move(request));
	ASSERT_TRUE(reply) << reply.error().code << ": " << reply.error().detail;
	EXPECT_EQ(server.bodies.at(0).size(), 2500u);
}

TEST(UnlimitedPace, AllowsWhateverIsWanted)
{
	UnlimitedPace pace;
	EXPECT_EQ(pace.allowance(1).most_bytes, 1u);
	EXPECT_EQ(pace.allowance(512 << 10).most_bytes, size_t{512} << 10);
}

} // namespace

} // namespace DirectPost::TikTok
