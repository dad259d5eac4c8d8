#include "SpeedMeter.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

TEST(SpeedMeter, KnowsNothingBeforeTheFirstStep)
{
	SpeedMeter meter;
	meter.begin(0, SpeedMeter::Time(1h));
	EXPECT_EQ(meter.bytesPerSecond(), 0);
	EXPECT_FALSE(meter.timeLeft_s(1000));
}

TEST(SpeedMeter, FollowsTheLineSmoothly)
{
	SpeedMeter meter;
	SpeedMeter::Time now(1h);
	int64_t sent_bytes = 0;
	meter.begin(0, now);
	for (int i = 0; i < 50; ++i) {
		now += 200ms;
		sent_bytes += 200'000;
		meter.at(sent_bytes, now);
	}
	EXPECT_NEAR(meter.bytesPerSecond(), 1'000'000, 1000);
	EXPECT_EQ(meter.timeLeft_s(10'000'000), 10);

	now += 200ms; // one hiccup of a fifth of a second
	meter.at(sent_bytes, now);
	EXPECT_GT(meter.bytesPerSecond(), 900'000);
}

TEST(SpeedMeter, KeepsItsSpeedFromChunkToChunk)
{
	SpeedMeter meter;
	SpeedMeter::Time now(1h);
	meter.begin(0, now);
	meter.at(500'000, now + 500ms);
	meter.begin(10'000'000, now + 10s);
	EXPECT_NEAR(meter.bytesPerSecond(), 1'000'000, 1);
}

} // namespace
} // namespace DirectPost::Publish
