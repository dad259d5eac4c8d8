#include "RecordingWatchFixture.hpp"

#include <gtest/gtest.h>

#include <utility>

// The replays that the watch of recordings hands on.
using namespace DirectPost;
using Host::RecordingWatchTest;
using Media::Origin;

TEST_F(RecordingWatchTest, HandsOnAReplayOnce)
{
	obs.setConfig("[Output]\nMode=Simple\n[SimpleOutput]\nRecFormat2=mkv\n[Video]\nAutoRemux=true\n");
	beginReplays();
	obs.replays->signalSaved("/clips/Replay 1.mkv");
	obs.raise(OBS_FRONTEND_EVENT_REPLAY_BUFFER_SAVED);
	settle();
	ASSERT_EQ(files(), Names{"/clips/Replay 1.mkv"});
	EXPECT_EQ(clips[0].origin, Origin::Replay);
	EXPECT_TRUE(clips[0].candidate.isNamedByOutput);
	EXPECT_EQ(clips[0].candidate.remuxTarget, "/clips/Replay 1.mp4");
	EXPECT_EQ(clips[0].context.sceneName, "Arena");
	EXPECT_EQ(clips[0].context.outputName, "Replay Buffer");
}

TEST_F(RecordingWatchTest, HandsOnTwoReplaysThatTheLoopSeesAtOnceEachByItsName)
{
	beginReplays();
	obs.replays->signalSaved("/clips/Replay 1.mkv");
	obs.replays->signalSaved("/clips/Replay 2.mkv");
	settle();
	EXPECT_EQ(files(), (Names{"/clips/Replay 1.mkv", "/clips/Replay 2.mkv"}));
}

// OBS announces nothing then, and remuxes nothing.
TEST_F(RecordingWatchTest, HandsOnAReplayThatIsSavedWhileTheBufferStops)
{
	obs.setConfig("[Output]\nMode=Simple\n[SimpleOutput]\nRecFormat2=mkv\n[Video]\nAutoRemux=true\n");
	beginReplays();
	obs.replays->signalStop(0);
	obs.raise(OBS_FRONTEND_EVENT_REPLAY_BUFFER_STOPPED);
	obs.replays->signalSaved("/clips/Replay 1.mkv");
	settle();
	ASSERT_EQ(files(), Names{"/clips/Replay 1.mkv"});
	EXPECT_TRUE(clips[0].candidate.remuxTarget.empty());
}

TEST_F(RecordingWatchTest, HandsOnAReplayThatIsStillWrittenWhenTheBufferStartsAgain)
{
	beginReplays();
	obs.raise(OBS_FRONTEND_EVENT_REPLAY_BUFFER_STOPPED);
	obs.replays->signalSaved("/clips/Replay 1.mkv"); // not looked at by the loop yet
	beginReplays();
	obs.replays->signalSaved("/clips/Replay 2.mkv");
	settle();
	EXPECT_EQ(files(), (Names{"/clips/Replay 1.mkv", "/clips/Replay 2.mkv"}));
}

TEST_F(RecordingWatchTest, HearsTheReplaysOfAnotherProfilesOutput)
{
	beginReplays();
	const auto former = std::exchange(obs.replays, std::make_unique<obs_output>("adv_replay"));
	beginReplays();
	former->signalSaved("/clips/old.mkv");
	obs.replays->signalSaved("/clips/new.mkv");
	settle();
	ASSERT_EQ(files(), Names{"/clips/new.mkv"});
	EXPECT_EQ(clips[0].context.outputName, "adv_replay");
}

TEST_F(RecordingWatchTest, HandsOnAReplayThatWasSavedJustBeforeObsEnds)
{
	beginReplays();
	obs.replays->signalSaved("/clips/Replay 1.mkv");
	watch.stop();
	EXPECT_EQ(files(), Names{"/clips/Replay 1.mkv"});
	settle();
	obs.replays->signalSaved("/clips/Replay 2.mkv");
	settle();
	EXPECT_EQ(files(), Names{"/clips/Replay 1.mkv"}) << "nobody listens any more";
}
