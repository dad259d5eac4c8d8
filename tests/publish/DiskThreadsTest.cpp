#include "DiskThreads.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <semaphore>
#include <string>
#include <thread>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 20s;

// A reading that waits until it is let go.
class StuckReading {
public:
	std::function<void()> work() const
	{
		return [state = state_] {
			state->begun.release();
			state->mayEnd.acquire();
			state->ended.release();
		};
	}
	bool hasBegun() const { return state_->begun.try_acquire_for(kPatience); }
	void letGo() const { state_->mayEnd.release(); }
	bool hasEnded() const { return state_->ended.try_acquire_for(kPatience); }

private:
	struct State {
		std::binary_semaphore begun{0};
		std::binary_semaphore mayEnd{0};
		std::binary_semaphore ended{0};
	};
	std::shared_ptr<State> state_ = std::make_shared<State>();
};

void nothing() {}

TEST(DiskThreads, ReadInOrderAndWhatIsUrgentAtOnce)
{
	const StuckReading stuck;
	std::string order;
	std::promise<void> done;
	std::promise<void> urgent;
	DiskThreads disks;
	disks.post("a", Urgency::Later, stuck.work(), nothing);
	ASSERT_TRUE(stuck.hasBegun());
	for (const char letter : {'x', 'y', 'z'})
		disks.post("a", Urgency::Later, [&order, letter] { order += letter; }, nothing);
	disks.post("a", Urgency::Now, nothing, [&urgent] { urgent.set_value(); });
	EXPECT_EQ(urgent.get_future().wait_for(kPatience), std::future_status::ready);
	disks.post("a", Urgency::Later, nothing, [&done] { done.set_value(); });
	stuck.letGo();
	ASSERT_EQ(done.get_future().wait_for(kPatience), std::future_status::ready);
	EXPECT_EQ(order, "xyz");
}

TEST(DiskThreads, MayBeGivenMoreByWhoIsToldOfSomething)
{
	std::promise<void> done;
	DiskThreads disks;
	disks.post("a", Urgency::Later, nothing, [&] {
		disks.post("a", Urgency::Now, nothing,
			   [&] { disks.post("b", Urgency::Now, nothing, [&] { done.set_value(); }); });
	});
	EXPECT_EQ(done.get_future().wait_for(kPatience), std::future_status::ready);
}

TEST(DiskThreads, ReadOtherDisksWhileOneDoesNotAnswer)
{
	const StuckReading stuck;
	std::promise<void> done;
	DiskThreads disks;
	disks.post("dead", Urgency::Now, stuck.work(), nothing);
	disks.post("alive", Urgency::Later, nothing, [&done] { done.set_value(); });
	EXPECT_EQ(done.get_future().wait_for(kPatience), std::future_status::ready);
	stuck.letGo();
}

TEST(DiskThreads, WaitAtTheEndForWhatIsBeingReadAndDropWhatIsNot)
{
	const StuckReading stuck;
	bool isRead = false;
	auto disks = std::make_unique<DiskThreads>();
	disks->post("a", Urgency::Now, stuck.work(), nothing);
	disks->post("a", Urgency::Now, [&] { isRead = true; }, nothing);
	ASSERT_TRUE(stuck.hasBegun());
	std::jthread later([&stuck] {
		std::this_thread::sleep_for(100ms); // the end has begun by then
		stuck.letGo();
	});
	disks.reset();
	EXPECT_TRUE(stuck.hasEnded());
	EXPECT_FALSE(isRead);
}

// What holds a file may have to wait for its disk as it goes, so it goes on the disk's thread.
TEST(DiskThreads, DestroyWhatWaitsOnTheirOwnThread)
{
	const StuckReading stuck;
	std::thread::id destroyedOn;
	auto held = std::shared_ptr<int>(new int(0), [&destroyedOn](const int *one) {
		destroyedOn = std::this_thread::get_id();
		delete one;
	});
	auto disks = std::make_unique<DiskThreads>();
	disks->post("a", Urgency::Now, stuck.work(), nothing);
	disks->post("a", Urgency::Now, [held = std::move(held)] { (void)held; }, nothing);
	ASSERT_TRUE(stuck.hasBegun());
	std::jthread later([&stuck] {
		std::this_thread::sleep_for(100ms);
		stuck.letGo();
	});
	disks.reset();
	EXPECT_NE(destroyedOn, std::thread::id());
	EXPECT_NE(destroyedOn, std::this_thread::get_id());
}

TEST(DiskThreads, EndWithoutADiskThatDoesNotAnswerAndTellNothingOfItLater)
{
	const StuckReading stuck;
	auto isTold = std::make_shared<bool>(false);
	auto disks = std::make_unique<DiskThreads>();
	disks->post("dead", Urgency::Now, stuck.work(), [isTold] { *isTold = true; });
	ASSERT_TRUE(stuck.hasBegun());
	disks.reset(); // would wait for ever
	stuck.letGo();
	EXPECT_TRUE(stuck.hasEnded());
	while (isTold.use_count() > 1)
		std::this_thread::sleep_for(1ms); // until the thread has let go of it
	EXPECT_FALSE(*isTold);
}

} // namespace
} // namespace DirectPost::Publish
