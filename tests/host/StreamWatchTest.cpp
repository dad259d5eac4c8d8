#include <host/StreamWatch.hpp>

#include "ObsStubs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

using namespace DirectPost;
using Host::StreamHealth;

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

	ObsStub obs;
	obs_output twitch{"simple_stream"};
	obs_output vertical{"multi rtmp"};
};

TEST_F(StreamWatchTest, SeesNothingLiveWhereOnlyARecordingRuns)
{
	EXPECT_EQ(Host::streamHealth(), StreamHealth());
}

TEST_F(StreamWatchTest, AddsUpWhatAllStreamsNeedAndTakesTheWorstOfThem)
{
	twitch.isActive = vertical.isActive = true;
	twitch.droppedFrames = 3;
	vertical.droppedFrames = 4;
	vertical.congestion = 0.5F;
	twitch.isReconnecting = true;
	EXPECT_EQ(Host::streamHealth(), (StreamHealth{.isLive = true,
						      .bitrate_bps = 8'000'000,
						      .droppedFrames = 7,
						      .congestion = 0.5,
						      .isReconnecting = true}));
	vertical.isActive = false;
	EXPECT_EQ(Host::streamHealth().bitrate_bps, 4'000'000);
}

TEST_F(StreamWatchTest, TellsEachLookWhileLiveAndOnceThatItIsOver)
{
	Host::StreamWatch watch;
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
