#include <host/RecordingWatch.hpp>

#include "ObsStubs.hpp"

#include <base/Utf8Path.hpp>
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <fstream>

using namespace DirectPost;
using Host::RecordingWatch;
using Media::Candidate;
using Media::CaptureContext;
using Media::Origin;

namespace {

constexpr int64_t kEncodeError = -4; // OBS_OUTPUT_ENCODE_ERROR

struct Clip {
	Candidate candidate;
	Origin origin;
	CaptureContext context;
};

class RecordingWatchTest : public testing::Test {
protected:
	RecordingWatchTest()
	{
		QObject::connect(&watch, &RecordingWatch::clipWritten, &watch,
				 [this](const Candidate &candidate, Origin origin, const CaptureContext &context) {
					 clips.push_back({candidate, origin, context});
				 });
		QObject::connect(&watch, &RecordingWatch::recordingFailed, &watch,
				 [this](const std::filesystem::path &file) { failures.push_back(utf8(file)); });
		watch.start();
	}

	~RecordingWatchTest() override
	{
		watch.stop();
		EXPECT_EQ(obs.callbacks(), 0U);
		EXPECT_EQ(obs.recording ? obs.recording->references : 0, 0);
		EXPECT_EQ(obs.replays ? obs.replays->references : 0, 0);
	}

	void beginRecording(const std::string &file)
	{
		obs_data_set_string(obs.recording->settings, "path", file.c_str());
		obs.lastRecording = file;
		obs.recording->isActive = true;
		obs.raise(OBS_FRONTEND_EVENT_RECORDING_STARTED);
	}

	// The output's own signal comes first, and with it OBS queues its event.
	void endRecording(int64_t code = 0)
	{
		obs.recording->signalStop(code);
		obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPED);
	}

	void beginReplays()
	{
		obs.replays->isActive = true;
		obs.raise(OBS_FRONTEND_EVENT_REPLAY_BUFFER_STARTED);
	}

	// What was queued so far, and what that queues.
	static void settle()
	{
		for (int turn = 0; turn < 3; turn++)
			QCoreApplication::sendPostedEvents();
	}

	bool waitForClips(size_t number)
	{
		return eventually([&] { return clips.size() >= number; }) && clips.size() == number;
	}

	std::string makeFile(const char *name, const char *content)
	{
		const std::string file = folder.filePath(name).toStdString();
		std::ofstream(file) << content;
		return file;
	}

	std::vector<std::string> files() const
	{
		std::vector<std::string> names;
		for (const Clip &clip : clips)
			names.push_back(clip.candidate.file.string());
		return names;
	}

	using Names = std::vector<std::string>;

	QTemporaryDir folder;
	ObsStub obs;
	std::vector<Clip> clips;
	std::vector<std::string> failures;
	RecordingWatch watch{[](LogLevel, const std::string &) {
	}};
};

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
