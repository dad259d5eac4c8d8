#include <publish/LivePace.hpp>

#include <gtest/gtest.h>

namespace DirectPost::Publish {

namespace {

constexpr StreamHealth kLive{.isLive = true, .bitrate_bps = 4'000'000};
constexpr double kLine_bytesPerSecond = 750'000; // 6 Mbit/s
constexpr int kNoon_min = 12 * 60;
constexpr PaceSettings kNights{
	.mode = PaceMode::Timetable, .cap_bytesPerSecond = 100'000, .freeFrom_min = 23 * 60, .freeTo_min = 7 * 60};

double expected(const PaceSettings &settings, const StreamHealth &show = kLive,
		double line_bytesPerSecond = kLine_bytesPerSecond)
{
	return expectedSpeed(line_bytesPerSecond, settings, show, kNoon_min);
}

} // namespace

TEST(ExpectedSpeed, IsALittleLessThanWhatTheStreamLeaves)
{
	EXPECT_NEAR(expected({}), 0.85 * 250'000, 1);
	EXPECT_EQ(expected({}, {}), kLine_bytesPerSecond) << "not live";
	EXPECT_GT(expected({}, {.isLive = true, .bitrate_bps = 8'000'000}), 0) << "slow, and not unknown";
}

TEST(ExpectedSpeed, IsTheWholeLinesForWhoWaitsForTheStreamOrDoesNotCare)
{
	EXPECT_EQ(expected({.mode = PaceMode::AfterStream}), kLine_bytesPerSecond);
	EXPECT_EQ(expected({.mode = PaceMode::FullSpeed}), kLine_bytesPerSecond);
}

TEST(ExpectedSpeed, IsNeverAboveTheCap)
{
	EXPECT_EQ(expected({.mode = PaceMode::FixedCap, .cap_bytesPerSecond = 100'000}), 100'000);
	EXPECT_EQ(expected({.mode = PaceMode::FixedCap, .cap_bytesPerSecond = 900'000}), kLine_bytesPerSecond);
	EXPECT_EQ(expected(kNights), 100'000);
}

TEST(ExpectedSpeed, IsNotKnownOnALineThatNobodyKnowsButForTheCap)
{
	EXPECT_EQ(expected({}, kLive, 0), 0);
	EXPECT_EQ(expected({.mode = PaceMode::FixedCap, .cap_bytesPerSecond = 100'000}, kLive, 0), 100'000);
}

TEST(Timetable, LiftsItsCapForTheHoursThatMayPassMidnight)
{
	EXPECT_EQ(capAt(kNights, kNoon_min), 100'000);
	EXPECT_EQ(capAt(kNights, 22 * 60 + 59), 100'000);
	EXPECT_EQ(capAt(kNights, 23 * 60), std::nullopt);
	EXPECT_EQ(capAt(kNights, 0), std::nullopt);
	EXPECT_EQ(capAt(kNights, 7 * 60 - 1), std::nullopt);
	EXPECT_EQ(capAt(kNights, 7 * 60), 100'000);
	PaceSettings mornings = kNights;
	mornings.freeFrom_min = 5 * 60;
	EXPECT_EQ(capAt(mornings, 6 * 60), std::nullopt);
	EXPECT_EQ(capAt(mornings, 23 * 60), 100'000);
	mornings.freeTo_min = mornings.freeFrom_min;
	EXPECT_EQ(capAt(mornings, 5 * 60), 100'000) << "no hours at all";
}

} // namespace DirectPost::Publish
