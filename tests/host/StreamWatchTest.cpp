#include <host/StreamWatch.hpp>

#include "ObsStubs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

using namespace DirectPost;
using namespace std::chrono_literals;

namespace {

class StreamWatchTest : public testing::Test {
protected:
	StreamWatchTest()
	{
		for (obs_output *output : {&twitch, &vertical}) {
			output->flags = OBS_OUTPUT_SERVICE | OBS_OUTPUT_ENCODED;
			obs_data_set_int(output->settings, "bitrate", 4000);
		}
		obs.recording->isActive = true;
		obs.outputs = {obs.recording.get(), &twitch, &vertical};
	}

	StreamHealth look(std::chrono::milliseconds after = 0ms)
	{
		now += after;
		return watch.lookAt(now);
	}

	ObsStub obs;
	Host::StreamWatch watch;
	Host::StreamWatch::Time now{1h};
	obs_output twitch{"simple_stream"};
	obs_output vertical{"multi rtmp"};
};

TEST_F(StreamWatchTest, SeesNothingLiveWhereOnlyARecordingRuns)
{
	EXPECT_EQ(look(), StreamHealth());
}

TEST_F(StreamWatchTest, AddsUpWhatAllStreamsNeedAndTakesTheWorstOfThem)
{
	twitch.isActive = vertical.isActive = true;
	twitch.droppedFrames = 3;
	vertical.droppedFrames = 4;
	vertical.congestion = 0.5F;
	twitch.isReconnecting = true;
	EXPECT_EQ(look(), (StreamHealth{.isLive = true,
					.bitrate_bps = 8'000'000,
					.droppedFrames = 7,
					.congestion = 0.5,
					.isReconnecting = true}));
	vertical.isActive = false;
	EXPECT_EQ(look().bitrate_bps, 4'000'000);
}

TEST_F(StreamWatchTest, CountsEveryPictureThatAnOutputSends)
{
	obs_output small{"of the same stream"};
	obs_data_set_int(small.settings, "bitrate", 1500);
	twitch.moreEncoders = {&small};
	twitch.isActive = true;
	EXPECT_EQ(look().bitrate_bps, 5'500'000);
}

TEST_F(StreamWatchTest, MeasuresWhatAllStreamsSendInASecond)
{
	twitch.isActive = vertical.isActive = true;
	twitch.sent_bytes = vertical.sent_bytes = 1'000'000;
	EXPECT_EQ(look().sent_bps, 0) << "one look tells nothing";
	for (int i = 0; i < 4; ++i) {
		twitch.sent_bytes += 125'000;
		vertical.sent_bytes += 50'000;
		look(250ms);
	}
	EXPECT_EQ(look().sent_bps, 5'600'000);
	vertical.isActive = false;
	EXPECT_EQ(look(250ms).sent_bps, 0) << "one stream less is no stream that fares badly";
}

TEST_F(StreamWatchTest, SeesFramesThatWereDrawnOrEncodedTooLateAlsoOffAir)
{
	obs.frames = 1000;
	obs.laggedFrames = 100;
	EXPECT_EQ(look().late, 0) << "what was before is over";
	obs.frames += 100;
	obs.laggedFrames += 3;
	obs.skippedFrames += 2;
	EXPECT_DOUBLE_EQ(look(1s).late, 0.05);
	for (int i = 0; i < 3; ++i) {
		obs.frames += 60;
		look(1s);
	}
	EXPECT_EQ(look().late, 0) << "over since two seconds";
}

TEST_F(StreamWatchTest, TellsEachLookWhileLiveAndOnceThatItIsOver)
{
	std::vector<StreamHealth> looks;
	QObject::connect(&watch, &Host::StreamWatch::looked,
			 [&](const StreamHealth &health) { looks.push_back(health); });
	watch.start();
	twitch.isActive = true;
	ASSERT_TRUE(eventually([&] { return looks.size() >= 3; }));
	EXPECT_TRUE(looks.back().isLive);
	twitch.isActive = false;
	ASSERT_TRUE(eventually([&] { return !looks.back().isLive; }));
	watch.stop();
	EXPECT_EQ(std::ranges::count(looks, false, &StreamHealth::isLive), 1);
}

} // namespace
