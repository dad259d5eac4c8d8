#include <media/Workbench.hpp>

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

TEST(Workbench, DoesWorkInTheOrderItCame)
{
	std::vector<int> order;
	std::promise<void> done;
	Workbench bench;
	for (int i = 0; i < 20; i++)
		bench.submit([&order, i](const std::stop_token &) { order.push_back(i); });
	bench.submit([&](const std::stop_token &) { done.set_value(); });
	done.get_future().wait();
	EXPECT_TRUE(std::ranges::is_sorted(order));
	EXPECT_EQ(order.size(), 20);
}

TEST(Workbench, LetsOtherWorkPassADelayedPiece)
{
	std::vector<int> order;
	std::promise<void> done;
	Workbench bench;
	bench.submit(
		[&](const std::stop_token &) {
			order.push_back(2);
			done.set_value();
		},
		50ms);
	bench.submit([&](const std::stop_token &) { order.push_back(1); });
	done.get_future().wait();
	EXPECT_THAT(order, testing::ElementsAre(1, 2));
}

TEST(Workbench, DropsAPieceCancelledBeforeItsTurn)
{
	std::promise<void> blocked;
	std::promise<void> done;
	std::atomic<bool> ran = false;
	Workbench bench;
	bench.submit([&](const std::stop_token &) { blocked.get_future().wait(); });
	auto piece = bench.submit([&](const std::stop_token &) { ran = true; });
	bench.submit([&](const std::stop_token &) { done.set_value(); });
	piece.request_stop();
	blocked.set_value();
	done.get_future().wait();
	EXPECT_FALSE(ran);
}

TEST(Workbench, CancelsOnePieceAndNotTheNext)
{
	std::promise<void> started;
	std::promise<bool> next;
	Workbench bench;
	auto piece = bench.submit([&](const std::stop_token &stop) {
		started.set_value();
		while (!stop.stop_requested())
			std::this_thread::yield();
	});
	bench.submit([&](const std::stop_token &stop) { next.set_value(stop.stop_requested()); });
	started.get_future().wait();
	piece.request_stop();
	EXPECT_FALSE(next.get_future().get());
}

TEST(Workbench, StopsWhatRunsAndForgetsTheRestWhenItGoes)
{
	std::promise<void> started;
	std::atomic<bool> wasStopped = false;
	std::atomic<bool> ranLater = false;
	{
		Workbench bench;
		bench.submit([&](const std::stop_token &stop) {
			started.set_value();
			while (!stop.stop_requested())
				std::this_thread::yield();
			wasStopped = true;
		});
		bench.submit([&](const std::stop_token &) { ranLater = true; });
		bench.submit([&](const std::stop_token &) { ranLater = true; }, 1h);
		started.get_future().wait();
	}
	EXPECT_TRUE(wasStopped);
	EXPECT_FALSE(ranLater);
}

TEST(Workbench, SurvivesAnException)
{
	std::promise<void> done;
	Workbench bench;
	bench.submit([](const std::stop_token &) { throw std::runtime_error("a bug"); });
	bench.submit([&](const std::stop_token &) { done.set_value(); });
	EXPECT_EQ(done.get_future().wait_for(10s), std::future_status::ready);
}

TEST(Workbench, TakesWorkFromItsOwnThread)
{
	std::promise<void> done;
	Workbench bench;
	bench.submit(
		[&](const std::stop_token &) { bench.submit([&](const std::stop_token &) { done.set_value(); }); });
	EXPECT_EQ(done.get_future().wait_for(10s), std::future_status::ready);
}

#ifdef __linux__
TEST(Workbench, YieldsToOthers)
{
	std::promise<int> nice;
	Workbench bench;
	bench.submit([&](const std::stop_token &) {
		nice.set_value(getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())));
	});
	EXPECT_GE(nice.get_future().get(), 10);
	EXPECT_LT(getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())), 10);
}
#endif

} // namespace
} // namespace DirectPost::Media
