#include <base/UiGate.hpp>

#include <QCoreApplication>

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

namespace DirectPost {

namespace {

class UiGateTest : public testing::Test {
protected:
	int argc_ = 1;
	char name_[5] = "test";
	char *argv_[1] = {name_};
	QCoreApplication application_{argc_, argv_};
	std::unique_ptr<QObject> receiver = std::make_unique<QObject>();
	UiGate gate{receiver.get()};

	static void turn()
	{
		QCoreApplication::sendPostedEvents();
		QCoreApplication::processEvents();
	}
};

} // namespace

TEST_F(UiGateTest, BringsWorkFromAnotherThreadInOrder)
{
	std::vector<int> came;
	std::thread::id where;
	std::thread([&] {
		for (int i = 0; i < 100; i++)
			gate.run([&, i] {
				came.push_back(i);
				where = std::this_thread::get_id();
			});
	}).join();
	EXPECT_TRUE(came.empty());
	turn();
	ASSERT_EQ(came.size(), 100u);
	EXPECT_TRUE(std::ranges::is_sorted(came));
	EXPECT_EQ(where, std::this_thread::get_id());
}

TEST_F(UiGateTest, DropsWhatWaitsWhenItIsClosed)
{
	auto held = std::make_shared<int>();
	bool hasRun = false;
	gate.run([&, held] { hasRun = true; });
	gate.close();
	EXPECT_EQ(held.use_count(), 1);
	gate.run([&] { hasRun = true; });
	turn();
	EXPECT_FALSE(hasRun);
}

TEST_F(UiGateTest, LetsWorkEndItsReceiver)
{
	bool hasRunAfterwards = false;
	gate.run([this] {
		gate.close();
		receiver.reset();
	});
	gate.run([&] { hasRunAfterwards = true; });
	turn();
	EXPECT_FALSE(receiver);
	EXPECT_FALSE(hasRunAfterwards);
}

TEST_F(UiGateTest, OutlivesAReceiverThatForgotToCloseIt)
{
	receiver.reset();
	gate.run([] { FAIL() << "nobody is there"; });
	turn();
}

} // namespace DirectPost
