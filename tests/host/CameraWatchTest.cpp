#include "CameraScenes.hpp"
#include "RecordingWatchFixture.hpp"

// Where the cameras lay in what the watch of recordings hands on.
namespace DirectPost::Host {
namespace {

struct CameraWatchTest : RecordingWatchTest {
	Shown camera{"v4l2_input", 480, 270, {.x = 1440, .y = 810}};
	Shown large{"v4l2_input", 480, 270, {.scaleX = 2, .scaleY = 2}};
	obs_source talk{.name = "Talk", .width = 1920, .height = 1080};

	CameraWatchTest()
	{
		obs.scene.items = {&camera.item};
		talk.items = {&large.item};
	}

	static void letRun(int duration_ms)
	{
		QElapsedTimer since;
		since.start();
		while (since.elapsed() < duration_ms)
			QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
	}
	void expectScene(size_t at, const char *name, int64_t beforeEnd_ms, const Media::Window &window)
	{
		ASSERT_GT(clips.back().context.scenes.size(), at);
		const Media::SceneShown &scene = clips.back().context.scenes[at];
		EXPECT_EQ(scene.sceneName, name);
		EXPECT_NEAR(static_cast<double>(scene.beforeEnd_ms), static_cast<double>(beforeEnd_ms), 150);
		ASSERT_EQ(scene.cameras.size(), 1U);
		EXPECT_EQ(scene.cameras[0].window, window);
	}
	const Media::Window kInArena = {960, 540, 320, 180}; // of 1280 x 720
	const Media::Window kInTalk = {0, 0, 640, 360};
};

} // namespace

TEST_F(CameraWatchTest, NotesWhereTheCameraLaysAndWhenTheSceneChanges)
{
	beginRecording("/clips/1.mkv");
	letRun(500);
	obs.sceneOnAir = &talk;
	letRun(400);
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPING);
	obs.sceneOnAir = &obs.scene; // after its last picture
	letRun(100);
	endRecording();
	ASSERT_TRUE(waitForClips(1));
	EXPECT_EQ(clips[0].context.scenes.size(), 2U);
	expectScene(0, "Arena", 900, kInArena);
	expectScene(1, "Talk", 400, kInTalk);
}

TEST_F(CameraWatchTest, DoesNotCountPauses)
{
	beginRecording("/clips/1.mkv");
	letRun(400);
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_PAUSED);
	letRun(600);
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_UNPAUSED);
	obs.sceneOnAir = &talk;
	letRun(400);
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPING);
	endRecording();
	ASSERT_TRUE(waitForClips(1));
	expectScene(0, "Arena", 800, kInArena);
	expectScene(1, "Talk", 400, kInTalk);
}

TEST_F(CameraWatchTest, BeginsAnewInEachPartOfASplitRecording)
{
	beginRecording("/clips/1.mkv");
	letRun(400);
	obs.sceneOnAir = &talk;
	letRun(400);
	obs.recording->signalFileChanged("/clips/2.mkv");
	ASSERT_TRUE(waitForClips(1));
	expectScene(0, "Arena", 800, kInArena);
	expectScene(1, "Talk", 400, kInTalk);
	letRun(300);
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPING);
	endRecording();
	ASSERT_TRUE(waitForClips(2));
	EXPECT_EQ(clips[1].context.scenes.size(), 1U);
	expectScene(0, "Talk", 300, kInTalk);
}

TEST_F(CameraWatchTest, LooksWhileTheReplayBufferRunsAndInItsOwnSize)
{
	obs.replays->width = 1920;
	obs.replays->height = 1080;
	beginReplays();
	letRun(400);
	obs.sceneOnAir = &talk;
	letRun(400);
	obs.replays->signalSaved("/clips/Replay 1.mkv");
	ASSERT_TRUE(waitForClips(1));
	expectScene(0, "Arena", 800, {1440, 810, 480, 270});
	expectScene(1, "Talk", 400, {0, 0, 960, 540});
}

TEST_F(CameraWatchTest, TakesWhatMovesAsOneAndSaysNothingWithoutACamera)
{
	beginRecording("/clips/1.mkv");
	for (int step = 1; step <= 3; step++) {
		letRun(60);
		camera.item.drawTransform = transformOf({.x = static_cast<float>(1440 - 100 * step), .y = 810});
	}
	letRun(100);
	endRecording();
	ASSERT_TRUE(waitForClips(1));
	EXPECT_EQ(clips[0].context.scenes.size(), 1U);
	expectScene(0, "Arena", 280, {760, 540, 320, 180});
	camera.item.isVisible = false;
	beginRecording("/clips/2.mkv");
	letRun(400);
	endRecording();
	ASSERT_TRUE(waitForClips(2));
	EXPECT_TRUE(clips[1].context.scenes.empty() || clips[1].context.scenes.front().cameras.empty());
}

} // namespace DirectPost::Host
