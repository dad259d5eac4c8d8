#include "LoopFixture.hpp"
#include "PoliteServer.hpp"

#include <algorithm>

namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;

class Loop : public LoopFixture {};

TEST_F(Loop, RunsPostedWorkInOrderOnItsOwnThread)
{
	EXPECT_FALSE(loop.isCurrentThread());
	std::vector<int> order;
	for (int i = 0; i < 100; i++)
		loop.post([&order, i] { order.push_back(i); });
	EXPECT_TRUE(onLoop([&] { return loop.isCurrentThread(); }));
	ASSERT_EQ(order.size(), 100u);
	EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST_F(Loop, RunsTimersInTheOrderTheyAreDueAndDropsCancelledOnes)
{
	std::vector<int> order;
	std::promise<void> last;
	onLoop([&] {
		loop.after(60ms, [&] {
			order.push_back(3);
			last.set_value();
		});
		loop.after(20ms, [&] { order.push_back(1); });
		const TimerId second = loop.after(30ms, [&] { order.push_back(99); });
		loop.after(25ms, [&, second] {
			order.push_back(2);
			loop.cancelTimer(second);
		});
	});
	ASSERT_EQ(last.get_future().wait_for(kPatience), std::future_status::ready);
	EXPECT_EQ(order, (std::vector{1, 2, 3}));
}

TEST_F(Loop, SurvivesAnExceptionInACallback)
{
	loop.post([] { throw std::runtime_error("boom"); });
	loop.post([] { throw 7; });
	EXPECT_TRUE(onLoop([] { return true; }));
	EXPECT_NE(logged().find("boom"), std::string::npos);
}

TEST_F(Loop, CancelsWithoutACallbackAndGoesOn)
{
	RawServer stuck([](RawConnection &connection, int) { connection.waitForClose(); });
	bool called = false;
	onLoop([&] {
		const auto one = loop.start(get(stuck.url()), [&](const auto &) { called = true; });
		const auto other =
			loop.start(put(stuck.url(), folder / "gone", 0, 1), [&](const auto &) { called = true; });
		loop.cancel(one);
		loop.cancel(other);
		loop.cancel(other);
		loop.cancel(4711);
	});
	PoliteServer server;
	EXPECT_TRUE(fetch(get(server.raw.url())));
	EXPECT_FALSE(called);
}

TEST_F(Loop, AllowsCancellingFromItsOwnProgress)
{
	PoliteServer server;
	const auto file = makeSparseFile(400'000'000);
	std::promise<void> cancelled;
	std::atomic<bool> isDone = false;
	onLoop([&] {
		auto id = std::make_shared<TransferId>();
		*id = loop.start(
			put(server.raw.url(), file, 0, 400'000'000), [&](const auto &) { isDone = true; },
			[&, id](int64_t) {
				loop.cancel(*id);
				cancelled.set_value();
			});
	});
	ASSERT_EQ(cancelled.get_future().wait_for(kPatience), std::future_status::ready);
	EXPECT_TRUE(fetch(get(server.raw.url())));
	EXPECT_FALSE(isDone);
}

TEST_F(Loop, StartsTheNextRequestFromWithinACallback)
{
	PoliteServer server;
	std::promise<int> statuses;
	onLoop([&] {
		loop.start(get(server.raw.url()), [&](const auto &first) {
			loop.start(get(server.raw.url()), [&, first](const auto &second) {
				statuses.set_value(first->status + second->status);
			});
		});
	});
	EXPECT_EQ(statuses.get_future().get(), 400);
}

TEST_F(Loop, StopsAtOnceWithStuckTransfersTimersAndTasks)
{
	RawServer stuck([](RawConnection &connection, int) { connection.waitForClose(); });
	std::atomic<int> calls = 0;
	const auto file = makeSparseFile(100'000'000);
	onLoop([&] {
		for (int i = 0; i < 5; i++)
			loop.start(get(stuck.url()), [&](const auto &) { calls++; });
		loop.start(put(stuck.url(), file, 0, 100'000'000), [&](const auto &) { calls++; });
		loop.start(get("https://open.tiktokapis.invalid/"), [&](const auto &) { calls++; });
		loop.after(1h, [&] { calls++; });
	});
	calls = 0; // the name may have been refused already
	const auto began = std::chrono::steady_clock::now();
	loop.stop();
	EXPECT_LT(std::chrono::steady_clock::now() - began, 100ms);
	auto promise = std::make_shared<std::promise<void>>();
	const std::future<void> never = promise->get_future();
	loop.post([&, promise = std::move(promise)] { calls++; });
	EXPECT_EQ(never.wait_for(0s), std::future_status::ready) << "nobody waits in vain";
	loop.stop();
	EXPECT_EQ(calls, 0);
}

TEST_F(Loop, LogsNoSecret)
{
	PoliteServer server;
	HttpRequest request = post(server.raw.url("/v2/oauth/token/?upload_token=secret1"), "client_secret=secret2");
	request.headers.emplace_back("Authorization", Secret("Bearer secret3"));
	ASSERT_TRUE(fetch(std::move(request)));
	ASSERT_FALSE(fetch(get("https://open.tiktokapis.invalid/upload?upload_token=secret4")));
	EXPECT_NE(logged().find("POST " + server.raw.url("/v2/oauth/token/") + ": HTTP 200"), std::string::npos)
		<< logged();
	EXPECT_EQ(logged().find("secret"), std::string::npos) << logged();
}

} // namespace

} // namespace DirectPost::TikTok
