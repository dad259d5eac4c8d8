#include "RecordingWatchFixture.hpp"

#include <gtest/gtest.h>

using namespace DirectPost;
using Host::RecordingWatchTest;
using Media::Origin;

namespace {

// Another plugin records in this OBS, beside OBS itself.
class OtherOutputsTest : public RecordingWatchTest {
protected:
	OtherOutputsTest()
	{
		QObject::connect(&watch, &Host::RecordingWatch::recordingBegan, &watch,
				 [this](const std::filesystem::path &file) { begun.push_back(utf8(file)); });
		obs.outputs = {obs.recording.get(), obs.replays.get(), &vertical, &backtrack, &stream};
		stream.flags = OBS_OUTPUT_SERVICE;
		backtrack.id = "replay_buffer";
		obs.raise(OBS_FRONTEND_EVENT_FINISHED_LOADING);
	}

	~OtherOutputsTest() override
	{
		watch.stop();
		EXPECT_EQ(vertical.references + backtrack.references + stream.references, 0);
	}

	void begin(obs_output &output, const char *key, const char *file)
	{
		obs_data_set_string(output.settings, key, file);
		output.isActive = true;
	}

	bool hasBegun(size_t number)
	{
		return eventually([&] { return begun.size() == number; });
	}

	obs_output vertical{"Vertical Record"};
	obs_output backtrack{"Vertical Backtrack"};
	obs_output stream{"Second Stream"};
	Names begun;
};

} // namespace

TEST_F(OtherOutputsTest, ARecordingOfAnotherPluginIsHandedOnUnderTheNameOfItsOutput)
{
	obs.setConfig("[Output]\nMode=Advanced\n[AdvOut]\nRecFormat2=mkv\n[Video]\nAutoRemux=true\n");
	begin(vertical, "path", "/clips/vertical.mkv");
	ASSERT_TRUE(hasBegun(1)) << "so that it is offered although OBS dies meanwhile";
	vertical.signalStop(0);
	settle();
	ASSERT_EQ(files(), Names{"/clips/vertical.mkv"});
	EXPECT_EQ(clips[0].origin, Origin::OtherOutput);
	EXPECT_EQ(clips[0].context.outputName, "Vertical Record");
	EXPECT_TRUE(clips[0].candidate.isNamedByOutput);
	EXPECT_TRUE(clips[0].candidate.remuxTarget.empty()) << "OBS makes an MP4 of its own recordings alone";
}

TEST_F(OtherOutputsTest, EveryPartOfItsSplitRecordingAndEveryRecordingAfterItIsHandedOn)
{
	begin(vertical, "path", "/clips/a.mkv");
	ASSERT_TRUE(hasBegun(1));
	vertical.signalFileChanged("/clips/b.mkv");
	vertical.signalStop(0);
	settle();
	begin(vertical, "path", "/clips/c.mkv");
	ASSERT_TRUE(hasBegun(3));
	vertical.signalStop(0);
	settle();
	EXPECT_EQ(files(), (Names{"/clips/a.mkv", "/clips/b.mkv", "/clips/c.mkv"}));
}

TEST_F(OtherOutputsTest, ItsReplaysAreHandedOn)
{
	backtrack.isActive = true;
	ASSERT_TRUE(eventually([&] { return backtrack.weakReferences > 0; })) << "it is heard";
	backtrack.signalSaved("/clips/replay.mkv");
	settle();
	ASSERT_EQ(files(), Names{"/clips/replay.mkv"});
	EXPECT_EQ(clips[0].origin, Origin::OtherOutput);
	EXPECT_EQ(clips[0].context.outputName, "Vertical Backtrack");
}

TEST_F(OtherOutputsTest, WhatObsRecordsItselfIsHandedOnOnce)
{
	beginRecording("/clips/own.mkv");
	begin(vertical, "path", "/clips/vertical.mkv");
	ASSERT_TRUE(hasBegun(2)) << "all outputs were looked at";
	vertical.signalStop(0);
	endRecording();
	settle();
	EXPECT_EQ(files(), (Names{"/clips/vertical.mkv", "/clips/own.mkv"}));
	EXPECT_EQ(clips[1].origin, Origin::Recording);
}

TEST_F(OtherOutputsTest, StreamsAreLeftAlone)
{
	begin(stream, "path", "/clips/not-a-file");
	begin(backtrack, "url", "rtmp://a.test/live");
	backtrack.id = "ffmpeg_output";
	begin(vertical, "path", "/clips/vertical.mkv");
	ASSERT_TRUE(hasBegun(1)) << "all outputs were looked at";
	EXPECT_EQ(begun, Names{"/clips/vertical.mkv"});
}

TEST_F(OtherOutputsTest, WhatIsStillBeingWrittenWhenObsEndsIsHandedOn)
{
	begin(vertical, "path", "/clips/vertical.mkv");
	ASSERT_TRUE(hasBegun(1));
	watch.stop();
	EXPECT_EQ(files(), Names{"/clips/vertical.mkv"});
}

TEST_F(OtherOutputsTest, ARecordingThatFailedSaysSo)
{
	const std::string file = makeFile("half.mkv", "something");
	begin(vertical, "path", file.c_str());
	ASSERT_TRUE(hasBegun(1));
	vertical.signalStop(OBS_OUTPUT_ENCODE_ERROR);
	settle();
	ASSERT_EQ(files(), Names{file});
	EXPECT_TRUE(clips[0].candidate.hasFailed);
	EXPECT_EQ(failures, Names{file});
}

TEST_F(OtherOutputsTest, MomentsAreOfObssOwnRecordingWhereThereIsOne)
{
	begin(vertical, "path", "/clips/vertical.mkv");
	ASSERT_TRUE(hasBegun(1));
	vertical.totalFrames = 120;
	ASSERT_TRUE(watch.moment());
	EXPECT_EQ(watch.moment()->file, "/clips/vertical.mkv");
	EXPECT_EQ(watch.moment()->position_ms, 2000);
	beginRecording("/clips/own.mkv");
	EXPECT_EQ(watch.moment()->file, "/clips/own.mkv");
}
