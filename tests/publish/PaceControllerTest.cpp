#include "PaceController.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;

constexpr double kMbit_bytesPerSecond = 125'000;

// An uplink with one queue that stream and post share. OBS feels the queue as congestion, and drops frames when it
// cannot get rid of them for long.
class Uplink {
public:
	Uplink(double line_Mbit, double stream_Mbit) : line_(line_Mbit), stream_(stream_Mbit) {}

	void goOnFor(std::chrono::milliseconds time)
	{
		for (const auto end = now_ + time; now_ < end; now_ += 10ms) {
			if (tick_++ % 25 == 0)
				ask();
			pass(0.010);
		}
	}

	double line_;
	double stream_;
	double ownRoundTrip_ms = 20;
	bool isBursty = false; // a frame's bytes come together, and those of a key frame are many
	bool isRtmp = true;    // SRT tells neither congestion nor drops
	double known_Mbit = 6;
	PaceSettings settings;
	StreamHealth health{.isLive = true, .bitrate_bps = 4'000'000};
	std::vector<double> limits;
	double posted_bytes = 0;
	double longestQueue_ms = 0;
	int64_t dropped = 0;

	double queue_ms() const { return queue_bytes_ / (line_ * kMbit_bytesPerSecond) * 1000; }

private:
	void ask()
	{
		health.congestion = isRtmp ? std::clamp((queue_ms() - 200) / 500, 0.0, 1.0) : 0;
		health.droppedFrames = isRtmp ? dropped : 0;
		const auto limit = controller_.step(
			now_, settings,
			{.show = health,
			 .roundTrip = std::chrono::microseconds(static_cast<int64_t>(smoothed_ms_ * 1000)),
			 .isSending = true,
			 .isHeldBack = true,
			 .line_bytesPerSecond = known_Mbit * kMbit_bytesPerSecond});
		limit_ = limit ? static_cast<double>(*limit) : 1e9;
		limits.push_back(limit_);
	}
	void pass(double time_s)
	{
		const double room_bytes = line_ * kMbit_bytesPerSecond * time_s;
		posted_bytes += limit_ * time_s;
		queue_bytes_ = std::max(0.0, queue_bytes_ + limit_ * time_s + streamed_bytes(time_s) - room_bytes);
		longestQueue_ms = std::max(longestQueue_ms, queue_ms());
		const double receipts = limit_ * time_s / 2900; // an eighth of each counts (RFC 6298)
		smoothed_ms_ += std::min(receipts / 8, 1.0) * (ownRoundTrip_ms + queue_ms() - smoothed_ms_);
		if (queue_ms() > 700) {
			++dropped;
			queue_bytes_ = 0.5 * line_ * kMbit_bytesPerSecond;
		}
	}

	double streamed_bytes(double time_s)
	{
		encoded_bytes_ += stream_ * kMbit_bytesPerSecond * time_s;
		const bool isKeyFrame = tick_ % kTicksBetweenKeyFrames == 0;
		if (isBursty && tick_ % kTicksOfAFrame != 0)
			return 0;
		const double key_bytes = isBursty && isKeyFrame ? kKeyFrame_bytes : 0;
		const double sent_bytes = encoded_bytes_ + key_bytes;
		encoded_bytes_ = -key_bytes; // what it takes from the frames that follow
		return std::max(sent_bytes, 0.0);
	}

	static constexpr int kTicksOfAFrame = 3;
	static constexpr int kTicksBetweenKeyFrames = 200;
	static constexpr double kKeyFrame_bytes = 60'000;

	PaceController controller_;
	PaceController::Time now_{1h};
	int tick_ = 0;
	double encoded_bytes_ = 0;
	double limit_ = 0;
	double queue_bytes_ = 0;
	double smoothed_ms_ = 20;
};

double shareUsed(double posted_bytes, double time_s, double left_Mbit)
{
	return posted_bytes / time_s / (left_Mbit * kMbit_bytesPerSecond);
}

} // namespace

TEST(PaceController, UsesMostOfWhatTheStreamLeavesAndCostsItNoFrame)
{
	for (const bool isRtmp : {true, false}) {
		Uplink uplink(6, 4);
		uplink.isRtmp = isRtmp;
		uplink.goOnFor(10s);
		uplink.posted_bytes = 0;
		uplink.goOnFor(190s);
		EXPECT_EQ(uplink.dropped, 0);
		EXPECT_GE(shareUsed(uplink.posted_bytes, 190, 2), 0.8);
		EXPECT_LT(uplink.longestQueue_ms, 200) << "the viewers would see it";
	}
}

TEST(PaceController, IsNotFooledByTheStreamsOwnBursts)
{
	Uplink uplink(6, 4);
	uplink.isBursty = true;
	uplink.goOnFor(10s);
	uplink.posted_bytes = 0;
	uplink.goOnFor(190s);
	EXPECT_EQ(uplink.dropped, 0);
	EXPECT_GE(shareUsed(uplink.posted_bytes, 190, 2), 0.8);
}

TEST(PaceController, LeavesNoLongerQueueAfterAnHourThanAfterAMinute)
{
	Uplink uplink(6, 4);
	uplink.goOnFor(60s);
	uplink.longestQueue_ms = 0;
	uplink.goOnFor(60s);
	const double usual_ms = uplink.longestQueue_ms;
	uplink.goOnFor(1h);
	EXPECT_LE(uplink.longestQueue_ms, usual_ms * 1.5);
}

TEST(PaceController, DoesNotOscillate)
{
	Uplink uplink(6, 4);
	uplink.goOnFor(60s);
	uplink.limits.clear();
	uplink.goOnFor(120s);
	const auto [least, most] = std::ranges::minmax(uplink.limits);
	EXPECT_GE(least / most, 0.75);
}

TEST(PaceController, GivesWayWhenTheLineShrinksAndComesBackWhenItRecovers)
{
	Uplink uplink(6, 4);
	uplink.goOnFor(60s);
	uplink.line_ = 5;
	uplink.goOnFor(60s);
	EXPECT_EQ(uplink.dropped, 0);
	EXPECT_LE(uplink.limits.back(), 1.15 * kMbit_bytesPerSecond);
	uplink.line_ = 6;
	uplink.goOnFor(60s);
	uplink.posted_bytes = 0;
	uplink.goOnFor(60s);
	EXPECT_EQ(uplink.dropped, 0);
	EXPECT_GE(shareUsed(uplink.posted_bytes, 60, 2), 0.7);
}

TEST(PaceController, BeginsGentlyOnALineThatNobodyKnows)
{
	Uplink uplink(6, 4);
	uplink.known_Mbit = 0;
	uplink.goOnFor(1s);
	EXPECT_LE(uplink.limits.front(), 100'000);
	uplink.goOnFor(119s);
	EXPECT_EQ(uplink.dropped, 0);
	EXPECT_GE(shareUsed(uplink.posted_bytes, 120, 2), 0.7);
}

namespace {

struct Steps {
	std::optional<int64_t> step(std::chrono::milliseconds after = 250ms)
	{
		now += after;
		return controller.step(now, settings, signs);
	}
	PaceController controller;
	PaceController::Time now{1h};
	PaceSettings settings;
	PaceController::Signals signs{.show = {.isLive = true, .bitrate_bps = 4'000'000},
				      .roundTrip = 20ms,
				      .isSending = true,
				      .isHeldBack = true,
				      .line_bytesPerSecond = 6 * kMbit_bytesPerSecond};
};

} // namespace

TEST(PaceController, HalvesAtOnceForADroppedFrameAndHolds)
{
	Steps steps;
	const auto before = *steps.step();
	steps.signs.show.droppedFrames = 1;
	const auto halved = *steps.step();
	EXPECT_LE(halved, before * 11 / 20);
	for (int i = 0; i < 36; ++i)
		EXPECT_EQ(*steps.step(), halved) << "nine seconds";
	for (int i = 0; i < 20; ++i)
		steps.step();
	EXPECT_GT(*steps.step(), halved);
}

TEST(PaceController, HalvesOnceWhenTheStreamBeginsToSendLess)
{
	Steps steps;
	steps.signs.show.sent_bps = 3'600'000; // not every encoder fills its rate
	for (int i = 0; i < 8; ++i)
		steps.step();
	const auto before = *steps.step();
	steps.signs.show.sent_bps = 2'500'000;
	const auto halved = *steps.step();
	EXPECT_LE(halved, before * 11 / 20);
	for (int i = 0; i < 36; ++i)
		EXPECT_EQ(*steps.step(), halved) << "pictures that hardly move are no trouble";
	for (int i = 0; i < 20; ++i)
		steps.step();
	EXPECT_GT(*steps.step(), halved);
}

TEST(PaceController, DoesNotBlameItselfForFramesDroppedBeforeItBegan)
{
	Steps steps;
	steps.signs.show.droppedFrames = 500;
	steps.signs.isSending = false;
	steps.step();
	steps.signs.isSending = true;
	const auto first = *steps.step();
	EXPECT_GE(*steps.step(), first);
}

TEST(PaceController, DoesNotClimbWhereItIsNotWhatHoldsTheUploadBack)
{
	Steps steps;
	steps.step();
	steps.signs.isHeldBack = false;
	const auto before = *steps.step();
	for (int i = 0; i < 40; ++i)
		EXPECT_EQ(*steps.step(), before);
}

TEST(PaceController, IsUnlimitedOffAirAndWhereTheUserWantsFullSpeed)
{
	Steps steps;
	steps.signs.show = {};
	EXPECT_EQ(steps.step(), std::nullopt);
	steps.signs.show.isLive = true;
	steps.settings.mode = PaceMode::FullSpeed;
	EXPECT_EQ(steps.step(), std::nullopt);
	steps.settings.mode = PaceMode::AfterStream;
	EXPECT_TRUE(steps.step()) << "what is on its way already is polite";
}

TEST(PaceController, KeepsToAFixedCapLiveOrNot)
{
	Steps steps;
	steps.settings = {.mode = PaceMode::FixedCap, .cap_bytesPerSecond = 123'000};
	EXPECT_EQ(steps.step(), 123'000);
	steps.signs.show = {};
	EXPECT_EQ(steps.step(), 123'000);
}

TEST(PaceController, IsPoliteWithinTheTimetableAndKeepsToItsCapOtherwise)
{
	Steps steps;
	steps.settings = {
		.mode = PaceMode::Timetable, .cap_bytesPerSecond = 20'000, .freeFrom_min = 60, .freeTo_min = 120};
	for (int i = 0; i < 40; ++i)
		EXPECT_EQ(steps.step(), 20'000);
	EXPECT_LE(steps.controller.polite_bytesPerSecond(), 20'000) << "it does not climb behind the cap";
	steps.signs.minuteOfDay = 60;
	EXPECT_GT(*steps.step(), 20'000);
	EXPECT_LT(*steps.step(), 200'000);
	steps.signs.show = {};
	EXPECT_EQ(steps.step(), std::nullopt);
	steps.signs.minuteOfDay = 0;
	EXPECT_EQ(steps.step(), 20'000);
}

TEST(PaceController, NeverGoesBelowWhatTheUploadsHourNeeds)
{
	Steps steps;
	steps.signs.least_bytesPerSecond = 90'000;
	for (int i = 0; i < 20; ++i) {
		steps.signs.show.droppedFrames += 3;
		EXPECT_GE(*steps.step(600ms), 90'000);
	}
	EXPECT_LT(steps.controller.polite_bytesPerSecond(), 90'000) << "it knows that the stream leaves less";
}

} // namespace DirectPost::Publish
