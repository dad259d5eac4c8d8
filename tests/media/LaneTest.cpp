#include <media/Lane.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace DirectPost::Media {
namespace {

using namespace std::chrono_literals;

TEST(Lane, DoesWorkInTheOrderItCame)
{
	std::vector<int> order;
	std::promise<void> done;
	Lane lane;
	for (int i = 0; i < 20; i++)
		lane.submit([&order, i](const std::stop_token &) { order.push_back(i); });
	lane.submit([&](const std::stop_token &) { done.set_value(); });
	done.get_future().wait();
	EXPECT_TRUE(std::ranges::is_sorted(order));
	EXPECT_EQ(order.size(), 20);
}

TEST(Lane, LetsOtherWorkPassADelayedPiece)
{
	std::vector<int> order;
	std::promise<void> done;
	Lane lane;
	lane.submit(
		[&](const std::stop_token &) {
			order.push_back(2);
			done.set_value();
		},
		50ms);
	lane.submit([&](const std::stop_token &) { order.push_back(1); });
	done.get_future().wait();
	EXPECT_THAT(order, testing::ElementsAre(1, 2));
}

TEST(Lane, DropsAPieceCancelledBeforeItsTurn)
{
	std::promise<void> blocked;
	std::promise<void> done;
	std::atomic<bool> ran = false;
	Lane lane;
	lane.submit([&](const std::stop_token &) { blocked.get_future().wait(); });
	auto piece = lane.submit([&](const std::stop_token &) { ran = true; });
	lane.submit([&](const std::stop_token &) { done.set_value(); });
	piece.request_stop();
	blocked.set_value();
	done.get_future().wait();
	EXPECT_FALSE(ran);
}

TEST(Lane, CancelsOnePieceAndNotTheNext)
{
	std::promise<void> started;
	std::promise<bool> next;
	Lane lane;
	auto piece = lane.submit([&](const std::stop_token &stop) {
		started.set_value();
		while (!stop.stop_requested())
			std::this_thread::yield();
	});
	lane.submit([&](const std::stop_token &stop) { next.set_value(stop.stop_requested()); });
	started.get_future().wait();
	piece.request_stop();
	EXPECT_FALSE(next.get_future().get());
}

TEST(Lane, StopsWhatRunsAndForgetsTheRestWhenItGoes)
{
	std::promise<void> started;
	std::atomic<bool> wasStopped = false;
	std::atomic<bool> ranLater = false;
	{
		Lane lane;
		lane.submit([&](const std::stop_token &stop) {
			started.set_value();
			while (!stop.stop_requested())
				std::this_thread::yield();
			wasStopped = true;
		});
		lane.submit([&](const std::stop_token &) { ranLater = true; });
		lane.submit([&](const std::stop_token &) { ranLater = true; }, 1h);
		started.get_future().wait();
	}
	EXPECT_TRUE(wasStopped);
	EXPECT_FALSE(ranLater);
}

TEST(Lane, SurvivesAnException)
{
	std::promise<void> done;
	Lane lane;
	lane.submit([](const std::stop_token &) { throw std::runtime_error("a bug"); });
	lane.submit([&](const std::stop_token &) { done.set_value(); });
	EXPECT_EQ(done.get_future().wait_for(10s), std::future_status::ready);
}

TEST(Lane, TakesWorkFromItsOwnThread)
{
	std::promise<void> done;
	Lane lane;
	lane.submit([&](const std::stop_token &) { lane.submit([&](const std::stop_token &) { done.set_value(); }); });
	EXPECT_EQ(done.get_future().wait_for(10s), std::future_status::ready);
}

#ifdef __linux__
TEST(Lane, YieldsToOthers)
{
	std::promise<int> nice;
	Lane lane;
	lane.submit([&](const std::stop_token &) {
		nice.set_value(getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())));
	});
	EXPECT_GE(nice.get_future().get(), 10);
	EXPECT_LT(getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())), 10);
}
#endif

TEST(Lane, SaysWhetherTheLastPieceHasEndedInTime)
{
	std::promise<void> blocked;
	std::promise<void> begun;
	std::atomic<bool> ran = false;
	Lane lane;
	lane.submit([&](const std::stop_token &) {
		begun.set_value();
		blocked.get_future().wait();
	});
	begun.get_future().wait();
	lane.submit([&](const std::stop_token &) { ran = true; });
	EXPECT_FALSE(lane.stop(10ms));
	blocked.set_value();
	EXPECT_TRUE(lane.stop(20s));
	EXPECT_FALSE(ran);
}

} // namespace
} // namespace DirectPost::Media
