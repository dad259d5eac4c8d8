#include "RecordingWatchFixture.hpp"

#include <gtest/gtest.h>

using namespace DirectPost;
using Host::RecordingWatch;
using Host::RecordingWatchTest;
using Media::CaptureContext;
using Media::Origin;

namespace {

constexpr int64_t kEncodeError = -4; // OBS_OUTPUT_ENCODE_ERROR

} // namespace

TEST_F(RecordingWatchTest, HandsOnARecordingWithWhatWasKnownAtItsEnd)
{
	obs.setConfig("[Output]\nMode=Advanced\n[AdvOut]\nRecFormat2=mkv\n[Video]\nAutoRemux=true\n");
	beginRecording("/clips/a.mkv");
	obs.scene.name = "Finale";
	obs.profile = "Stream";
	endRecording();
	EXPECT_TRUE(clips.empty()) << "in the handler of the event itself, nothing is done";

	settle();
	ASSERT_EQ(files(), Names{"/clips/a.mkv"});
	EXPECT_EQ(clips[0].origin, Origin::Recording);
	EXPECT_EQ(clips[0].candidate.remuxTarget, "/clips/a.mp4");
	EXPECT_FALSE(clips[0].candidate.hasFailed);
	EXPECT_FALSE(clips[0].candidate.isChosenByHand());
	EXPECT_EQ(clips[0].context, (CaptureContext{.sceneName = "Finale",
						    .gameName = "",
						    .profileName = "Stream",
						    .outputName = "simple_file_output"}));
	EXPECT_TRUE(failures.empty());
}

TEST_F(RecordingWatchTest, NamesTheGameThatAVisibleCaptureHasHooked)
{
	const auto hooked = [](void *data, calldata_t *answer) {
		calldata_set_bool(answer, "hooked", true);
		calldata_set_string(answer, "title", static_cast<const char *>(data));
	};
	obs_source hidden{.name = "Desktop", .procs = proc_handler_create()};
	obs_source game{.name = "Game", .procs = proc_handler_create()};
	obs_source camera{.name = "Camera", .procs = proc_handler_create()};
	char hiddenTitle[] = "Mail";
	char gameTitle[] = "Celeste";
	const char *question = "void get_hooked(out bool hooked, out string title)";
	proc_handler_add(hidden.procs, question, hooked, hiddenTitle);
	proc_handler_add(game.procs, question, hooked, gameTitle);
	obs_scene_item items[] = {{&hidden, false}, {&camera, true}, {&game, true}};
	obs.scene.items = {&items[0], &items[1], &items[2]};

	beginRecording("/clips/a.mkv");
	endRecording();
	settle();
	ASSERT_EQ(clips.size(), 1U);
	EXPECT_EQ(clips[0].context.gameName, "Celeste");
	for (const obs_source *source : {&hidden, &game, &camera})
		proc_handler_destroy(source->procs);
}

TEST_F(RecordingWatchTest, NamesTheGameOfTheBeginningWhereItIsOverAtTheEnd)
{
	obs_source game{.name = "Game", .kind = "xcomposite_input", .settings = obs_data_create()};
	obs_data_set_string(game.settings, "capture_window", "7\r\nCeleste\r\nceleste");
	obs_scene_item item{&game, true};
	obs.scene.items = {&item};
	beginRecording("/clips/a.mkv");
	settle();
	item.isVisible = false;
	obs.recording->signalFileChanged("/clips/b.mkv");
	endRecording();
	settle();
	ASSERT_EQ(clips.size(), 2U);
	EXPECT_EQ(clips[0].context.gameName, "Celeste");
	EXPECT_EQ(clips[1].context.gameName, "") << "of this part it was over at the beginning";
	obs_data_release(game.settings);
}

TEST_F(RecordingWatchTest, HandsOnEveryPartOfASplitRecordingOnce)
{
	beginRecording("/clips/1.mkv");
	obs.recording->signalFileChanged("/clips/2.mkv");
	obs.lastRecording = "/clips/2.mkv";
	obs.scene.name = "Boss";
	settle();
	ASSERT_EQ(files(), Names{"/clips/1.mkv"});
	EXPECT_EQ(clips[0].context.sceneName, "Boss");

	// Right before the end, so that the loop sees both at once.
	obs.recording->signalFileChanged("/clips/3.mkv");
	obs.lastRecording = "/clips/3.mkv";
	endRecording();
	settle();
	ASSERT_EQ(files(), (Names{"/clips/1.mkv", "/clips/2.mkv", "/clips/3.mkv"}));
	EXPECT_FALSE(clips[1].candidate.isRestOfSplit);
	EXPECT_TRUE(clips[2].candidate.isRestOfSplit);
	beginRecording("/clips/4.mkv");
	endRecording();
	settle();
	EXPECT_FALSE(clips.at(3).candidate.isRestOfSplit);
}

TEST_F(RecordingWatchTest, OffersWhatARecordingThatFailedHasWritten)
{
	const std::string file = makeFile("half.mkv", "half a clip");
	beginRecording(file);
	endRecording(kEncodeError);
	settle();
	ASSERT_EQ(files(), Names{file});
	EXPECT_TRUE(clips[0].candidate.hasFailed);
	EXPECT_EQ(failures, Names{file});
}

TEST_F(RecordingWatchTest, OnlyReportsAFailedRecordingThatLeftNothing)
{
	const std::string empty = makeFile("empty.mkv", "");
	beginRecording(empty);
	endRecording(kEncodeError);
	settle();
	EXPECT_TRUE(clips.empty());
	EXPECT_EQ(failures, Names{empty});
}

// OBS shows a message about the error, and raises its event when the user has closed it.
TEST_F(RecordingWatchTest, DoesNotWaitForTheUserToCloseTheMessageAboutAnError)
{
	const std::string file = makeFile("half.mkv", "half a clip");
	beginRecording(file);
	obs.recording->signalStop(kEncodeError);
	EXPECT_TRUE(waitForClips(1));
	EXPECT_EQ(failures, Names{file});

	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPED);
	settle();
	EXPECT_EQ(clips.size(), 1U);
	EXPECT_EQ(failures.size(), 1U);
}

TEST_F(RecordingWatchTest, WaitsForAStopSignalThatComesAfterTheEvent)
{
	const std::string file = makeFile("half.mkv", "half a clip");
	beginRecording(file);
	obs.recording->isActive = false;
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPED);
	settle();
	EXPECT_TRUE(clips.empty());

	obs.recording->signalStop(kEncodeError);
	settle();
	ASSERT_EQ(clips.size(), 1U);
	EXPECT_TRUE(clips[0].candidate.hasFailed);
	EXPECT_EQ(failures.size(), 1U);
}

TEST_F(RecordingWatchTest, DoesWithoutAStopSignalThatNeverComes)
{
	beginRecording("/clips/a.mkv");
	obs.recording->isActive = false;
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPED);
	EXPECT_TRUE(waitForClips(1));
	EXPECT_TRUE(failures.empty());
}

TEST_F(RecordingWatchTest, NeverTakesTheStopCodeOfOneRecordingForTheNexts)
{
	const std::string first = makeFile("first.mkv", "half a clip");
	const std::string second = makeFile("second.mkv", "a clip");
	beginRecording(first);
	obs.recording->signalStop(kEncodeError); // its news still waits in the queue of the loop
	beginRecording(second);
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPED); // the first one's: its message was closed by now
	EXPECT_TRUE(waitForClips(1));
	EXPECT_EQ(files(), Names{first});
	EXPECT_TRUE(clips[0].candidate.hasFailed);

	endRecording();
	ASSERT_TRUE(waitForClips(2));
	EXPECT_EQ(files(), (Names{first, second}));
	EXPECT_FALSE(clips[1].candidate.hasFailed);
	EXPECT_EQ(failures, Names{first});
}

TEST_F(RecordingWatchTest, HandsOnARecordingWhoseEndWasNeverHeard)
{
	beginRecording("/clips/1.mkv");
	beginRecording("/clips/2.mkv");
	endRecording();
	ASSERT_TRUE(waitForClips(2));
	EXPECT_EQ(files(), (Names{"/clips/2.mkv", "/clips/1.mkv"}));
}

// OBS goes on naming the file of an earlier recording.
TEST_F(RecordingWatchTest, HandsOnNothingWhereTheOutputWritesToNoFile)
{
	obs.lastRecording = "/clips/yesterday.mkv";
	obs_data_set_string(obs.recording->settings, "url", "rtmp://127.0.0.1/live");
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STARTED);
	endRecording();
	settle();
	EXPECT_TRUE(clips.empty());
}

TEST_F(RecordingWatchTest, KnowsWhereTheRecordingIs)
{
	std::vector<std::filesystem::path> begun;
	QObject::connect(&watch, &RecordingWatch::recordingBegan, &watch,
			 [&begun](const std::filesystem::path &file) { begun.push_back(file); });
	EXPECT_FALSE(watch.moment());
	beginRecording("/clips/a.mkv");
	settle();
	obs.recording->totalFrames = 150;
	ASSERT_TRUE(watch.moment());
	EXPECT_EQ(watch.moment()->file, "/clips/a.mkv");
	EXPECT_EQ(watch.moment()->position_ms, 2500);

	obs.recording->signalFileChanged("/clips/b.mkv");
	settle();
	obs.recording->totalFrames = 180;
	EXPECT_EQ(watch.moment()->file, "/clips/b.mkv");
	EXPECT_EQ(watch.moment()->position_ms, 500) << "in the part that is being written";
	EXPECT_EQ(begun, (std::vector<std::filesystem::path>{"/clips/a.mkv", "/clips/b.mkv"}));
	obs.recording->isActive = false;
	endRecording();
	settle();
	EXPECT_FALSE(watch.moment());
}

TEST_F(RecordingWatchTest, TakesTheFileOfTheCustomFfmpegOutput)
{
	obs.lastRecording = "/clips/yesterday.mkv";
	obs_data_set_string(obs.recording->settings, "url", "/clips/today.mkv");
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STARTED);
	endRecording();
	settle();
	EXPECT_EQ(files(), Names{"/clips/today.mkv"});
	EXPECT_TRUE(clips[0].candidate.isNamedByOutput);
}

TEST_F(RecordingWatchTest, AsksObsForTheFileOfAnOutputThatDoesNotSay)
{
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STARTED);
	obs.lastRecording = "/clips/a.mkv";
	endRecording();
	settle();
	EXPECT_EQ(files(), Names{"/clips/a.mkv"});
	EXPECT_FALSE(clips[0].candidate.isNamedByOutput) << "it may be an earlier recording's";
}

TEST_F(RecordingWatchTest, HandsOnARecordingThatIsStillRunningWhenObsEnds)
{
	beginRecording("/clips/a.mkv");
	watch.stop();
	EXPECT_EQ(files(), Names{"/clips/a.mkv"});
	obs.recording->signalStop(0);
	settle();
	EXPECT_EQ(files(), Names{"/clips/a.mkv"}) << "once";
}

TEST_F(RecordingWatchTest, HandsOnARecordingThatEndedJustBeforeObsDid)
{
	beginRecording("/clips/a.mkv");
	endRecording();
	watch.stop();
	settle();
	EXPECT_EQ(files(), Names{"/clips/a.mkv"});
}

TEST_F(RecordingWatchTest, PassesOnWhenObsIsReadyAndWhenItEnds)
{
	std::vector<std::string> heard;
	QObject::connect(&watch, &RecordingWatch::finishedLoading, &watch, [&] { heard.emplace_back("ready"); });
	QObject::connect(&watch, &RecordingWatch::exiting, &watch, [&] {
		heard.emplace_back("exit");
		watch.stop(); // from within the event, as the plugin does
	});
	obs.raise(OBS_FRONTEND_EVENT_FINISHED_LOADING);
	obs.raise(OBS_FRONTEND_EVENT_EXIT);
	EXPECT_EQ(heard, (Names{"ready", "exit"}));
	EXPECT_EQ(obs.callbacks(), 0U);
}
