#include "SpeedMeter.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

constexpr int64_t kChunk_bytes = 10'000'000;

class SpeedMeterTest : public testing::Test {
protected:
	SpeedMeterTest() { meter.begin(0, kChunk_bytes, now); }

	SpeedMeter meter;
	SpeedMeter::Time now{1h};
};

TEST_F(SpeedMeterTest, KnowsNothingBeforeTheFirstStep)
{
	EXPECT_EQ(meter.bytesPerSecond(), 0);
	EXPECT_FALSE(meter.timeLeft_s(1000));
}

TEST_F(SpeedMeterTest, FollowsTheLineSmoothly)
{
	int64_t sent_bytes = 0;
	for (int i = 0; i < 40; ++i) {
		now += 200ms;
		sent_bytes += 200'000;
		meter.at(sent_bytes, now);
	}
	EXPECT_NEAR(meter.bytesPerSecond(), 1'000'000, 1000);
	EXPECT_EQ(meter.timeLeft_s(10'000'000), 10);

	meter.at(sent_bytes, now + 200ms); // one hiccup of a fifth of a second
	EXPECT_GT(meter.bytesPerSecond(), 900'000);
}

TEST_F(SpeedMeterTest, IsNotFooledByTheSocketsBuffer)
{
	meter.at(4'000'000, now + 200ms);
	EXPECT_EQ(meter.bytesPerSecond(), 0);
	meter.at(4'120'000, now + 400ms);
	EXPECT_NEAR(meter.bytesPerSecond(), 600'000, 1);
	meter.at(kChunk_bytes, now + 10s);
	meter.at(kChunk_bytes, now + 15s); // the buffer drains
	meter.acknowledged(now + 17s);
	EXPECT_NEAR(meter.bytesPerSecond(), 600'000, 1);
}

TEST_F(SpeedMeterTest, ShowsAStall)
{
	meter.at(4'000'000, now + 200ms);
	meter.at(4'600'000, now + 1200ms);
	meter.at(4'600'000, now + 11s);
	EXPECT_LT(meter.bytesPerSecond(), 100'000);
}

TEST_F(SpeedMeterTest, KnowsAChunkThatIsOverAtOnceByItsReply)
{
	meter.at(kChunk_bytes, now + 100ms);
	meter.acknowledged(now + 500ms);
	EXPECT_NEAR(meter.bytesPerSecond(), 20'000'000, 1);
}

TEST_F(SpeedMeterTest, KeepsItsSpeedFromChunkToChunk)
{
	meter.acknowledged(now + 10s);
	meter.begin(kChunk_bytes, 2 * kChunk_bytes, now + 20s);
	EXPECT_NEAR(meter.bytesPerSecond(), 1'000'000, 1);
}

} // namespace
} // namespace DirectPost::Publish
