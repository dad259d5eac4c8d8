#include <host/RecordingWatch.hpp>

#include "ObsStubs.hpp"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cmath>
#include <numbers>

using namespace DirectPost;
using Host::RecordingWatch;
using Media::CaptureContext;
using Media::PlacedSource;
using Media::SourceKind;
using Media::Window;

namespace {

obs_source sourceOf(const char *name, const char *id, uint32_t width, uint32_t height)
{
	return {.name = name, .id = id, .width = width, .height = height};
}

obs_source sceneOf(const char *name, std::vector<obs_scene_item *> items)
{
	return {.name = name, .items = std::move(items), .what = obs_source::Scene, .width = 1920, .height = 1080};
}

// As OBS has it: made larger, turned clockwise, and moved.
matrix4 transform(float scale, float x, float y, float turn_deg = 0)
{
	const float turn = turn_deg * std::numbers::pi_v<float> / 180;
	matrix4 made = {};
	vec4_set(&made.x, scale * std::cos(turn), scale * std::sin(turn), 0, 0);
	vec4_set(&made.y, -scale * std::sin(turn), scale * std::cos(turn), 0, 0);
	vec4_set(&made.z, 0, 0, 1, 0);
	vec4_set(&made.t, x, y, 0, 1);
	return made;
}

class SceneHistoryTest : public testing::Test {
protected:
	SceneHistoryTest()
	{
		QObject::connect(
			&watch, &RecordingWatch::clipWritten, &watch,
			[this](const auto &, auto, const CaptureContext &context) { contexts.push_back(context); });
		watch.start();
	}

	~SceneHistoryTest() override { watch.stop(); }

	void begin()
	{
		obs_data_set_string(obs.recording->settings, "path", "/clips/a.mkv");
		obs.recording->isActive = true;
		obs.raise(OBS_FRONTEND_EVENT_RECORDING_STARTED);
	}

	void end()
	{
		obs.recording->signalStopping();
		obs.recording->signalStop(0);
		obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPED);
		ASSERT_TRUE(eventually([&] { return !contexts.empty(); }));
		for (const obs_scene_item *item : obs.scene.items)
			EXPECT_EQ(item->references, 0);
	}

	// Of a recording that sees nothing but this.
	std::vector<PlacedSource> recorded(std::vector<obs_scene_item *> items)
	{
		obs.scene.items = std::move(items);
		begin();
		end();
		return contexts.empty() || contexts[0].scenes.empty() ? std::vector<PlacedSource>()
								      : contexts[0].scenes[0].sources;
	}

	void cutTo(obs_source &scene)
	{
		obs.beginTransition(scene);
		obs.endTransition();
		QCoreApplication::sendPostedEvents();
	}

	static void letPass(qint64 time_ms)
	{
		QElapsedTimer since;
		since.start();
		ASSERT_TRUE(eventually([&] { return since.elapsed() >= time_ms; }));
	}

	ObsStub obs;
	obs_source webcam = sourceOf("Webcam", "v4l2_input", 1280, 720);
	std::vector<CaptureContext> contexts;
	RecordingWatch watch{[](LogLevel, const std::string &) {
	}};
};

} // namespace

TEST_F(SceneHistoryTest, NotesWhereSourcesLayInTheRecordingsOwnPixels)
{
	obs.recording->width = 1280; // the canvas has 1920
	obs.recording->height = 720;
	obs_source game = sourceOf("Game", "xshm_input", 1920, 1080);
	obs_source words = sourceOf("Words", "text_ft2_source", 300, 60);
	obs_scene_item below = {.source = &game};
	obs_scene_item corner = {.source = &webcam, .draw = transform(0.375F, 1440, 810)};
	obs_scene_item hidden = {.source = &words, .isVisible = false};
	EXPECT_EQ(recorded({&below, &hidden, &corner}),
		  (std::vector<PlacedSource>{{"Webcam", SourceKind::Camera, {960, 540, 320, 180}},
					     {"Game", SourceKind::Game, {0, 0, 1280, 720}}}))
		<< "the uppermost first";
	EXPECT_EQ(contexts[0].picture, (Media::Size{1280, 720}));
	EXPECT_EQ(contexts[0].scenes[0].sceneName, "Arena");
}

TEST_F(SceneHistoryTest, FollowsGroupsAndScenesWithinScenes)
{
	obs_scene_item inGroup = {.source = &webcam, .draw = transform(0.5F, 40, 20)};
	obs_source group{
		.name = "With frame", .items = {&inGroup}, .what = obs_source::Group, .width = 700, .height = 400};
	obs_scene_item inScene = {.source = &group, .draw = transform(1, 100, 200)};
	obs_source nested = sceneOf("Camera scene", {&inScene});
	obs_scene_item item = {.source = &nested, .draw = transform(0.5F, 900, 500)};
	EXPECT_EQ(recorded({&item}),
		  (std::vector<PlacedSource>{{"Camera scene", SourceKind::Other, {900, 500, 960, 540}},
					     {"With frame", SourceKind::Other, {950, 600, 350, 200}},
					     {"Webcam", SourceKind::Camera, {970, 610, 320, 180}}}));
}

TEST_F(SceneHistoryTest, LeavesOutWhatIsCroppedOfASourceAndOfWhatItIsIn)
{
	obs_scene_item inScene = {.source = &webcam,
				  .draw = transform(1, 0, 0),
				  .crop = {.left = 80, .top = 20, .right = 0, .bottom = 100}};
	obs_source nested = sceneOf("Camera scene", {&inScene});
	obs_scene_item item = {.source = &nested,
			       .draw = transform(1, 10, 10),
			       .crop = {.left = 200, .top = 0, .right = 1000, .bottom = 0}};
	const auto sources = recorded({&item});
	ASSERT_EQ(sources.size(), 2U);
	EXPECT_EQ(sources[1].window, (Window{10, 10, 720, 600})) << "1200 wide, of which the scene shows 200 to 920";
}

TEST_F(SceneHistoryTest, LeavesOutWhatSticksOutOfThePicture)
{
	obs_scene_item item = {.source = &webcam, .draw = transform(1, 1500, -100)};
	EXPECT_EQ(recorded({&item}).at(0).window, (Window{1500, 0, 420, 620}));
}

TEST_F(SceneHistoryTest, LeavesOutWhatTheBoundsCutOff)
{
	// Twice as wide as its bounds: OBS draws the middle of it from the bounds' corner on.
	obs_scene_item item = {.source = &webcam,
			       .draw = transform(0.5F, 100, 50),
			       .boundsType = OBS_BOUNDS_SCALE_OUTER,
			       .bounds = {{{320, 360}}},
			       .isCroppedToBounds = true};
	EXPECT_EQ(recorded({&item}).at(0).window, (Window{100, 50, 320, 360}));
}

TEST_F(SceneHistoryTest, ATurnedSourcesWindowIsRoundIt)
{
	obs_scene_item item = {.source = &webcam, .draw = transform(0.5F, 1000, 200, 90)};
	EXPECT_EQ(recorded({&item}).at(0).window, (Window{640, 200, 360, 640}));
}

TEST_F(SceneHistoryTest, TellsWhichSceneWasOnAirWhen)
{
	obs_scene_item left = {.source = &webcam, .draw = transform(0.25F, 0, 0)};
	obs_scene_item right = {.source = &webcam, .draw = transform(0.25F, 1600, 0)};
	obs.scene.items = {&left};
	obs_source second = sceneOf("Boss", {&right});
	begin();
	letPass(60);
	cutTo(second);
	letPass(60);
	end();
	ASSERT_EQ(contexts[0].scenes.size(), 2U);
	const auto &scenes = contexts[0].scenes;
	EXPECT_EQ(scenes[0].sources.at(0).window.x_px, 0);
	EXPECT_EQ(scenes[1].sceneName, "Boss");
	EXPECT_EQ(scenes[1].sources.at(0).window.x_px, 1600);
	EXPECT_GE(scenes[1].beforeEnd_ms, 60);
	EXPECT_GE(scenes[0].beforeEnd_ms, scenes[1].beforeEnd_ms + 60);
}

TEST_F(SceneHistoryTest, ASlowTransitionChangesTheSceneInItsMiddle)
{
	obs_source second = sceneOf("Boss", {});
	begin();
	obs.beginTransition(second);
	letPass(400);
	obs.endTransition();
	QCoreApplication::sendPostedEvents();
	end();
	ASSERT_EQ(contexts[0].scenes.size(), 2U);
	EXPECT_GE(contexts[0].scenes[1].beforeEnd_ms, 200);
	EXPECT_GE(contexts[0].scenes[0].beforeEnd_ms, contexts[0].scenes[1].beforeEnd_ms + 200);
}

TEST_F(SceneHistoryTest, SeesASourceThatIsMovedWhileItsSceneStays)
{
	obs_scene_item item = {.source = &webcam, .draw = transform(0.25F, 0, 0)};
	obs.scene.items = {&item};
	begin();
	letPass(350); // until the scene has settled
	item.draw = transform(0.25F, 1600, 0);
	letPass(250);
	end();
	ASSERT_EQ(contexts[0].scenes.size(), 2U);
	EXPECT_EQ(contexts[0].scenes[1].sources.at(0).window.x_px, 1600);
}

TEST_F(SceneHistoryTest, ASceneThatIsStillLaidOutCountsAsItComesToRest)
{
	obs_scene_item item = {.source = &webcam, .draw = transform(0.25F, 0, 0)};
	obs.scene.items = {&item};
	begin();
	item.draw = transform(0.25F, 100, 0);
	obs.raise(OBS_FRONTEND_EVENT_SCENE_CHANGED);
	end();
	ASSERT_EQ(contexts[0].scenes.size(), 1U);
	EXPECT_EQ(contexts[0].scenes[0].sources.at(0).window.x_px, 100);
}

TEST_F(SceneHistoryTest, WhatWasPausedIsNoPartOfTheRecording)
{
	begin();
	QElapsedTimer since;
	since.start();
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_PAUSED);
	letPass(200);
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_UNPAUSED);
	end();
	EXPECT_LE(contexts[0].scenes.at(0).beforeEnd_ms, since.elapsed() - 200 + 5);
}

TEST_F(SceneHistoryTest, ThePartOfASplitRecordingKnowsItsOwnScenesAlone)
{
	obs_source second = sceneOf("Boss", {});
	obs_source third = sceneOf("End", {});
	obs.recording->totalFrames = 1000; // the encoder keeps up
	begin();
	cutTo(second);
	letPass(20);
	obs.recording->signalFileChanged("/clips/b.mkv");
	ASSERT_TRUE(eventually([&] { return contexts.size() == 1; }));
	letPass(20);
	cutTo(third);
	obs.recording->signalStopping();
	obs.recording->signalStop(0);
	obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPED);
	ASSERT_TRUE(eventually([&] { return contexts.size() == 2; }));
	const auto names = [](const CaptureContext &context) {
		std::vector<std::string> all;
		for (const Media::SceneOnAir &scene : context.scenes)
			all.push_back(scene.sceneName);
		return all;
	};
	EXPECT_EQ(names(contexts[0]), (std::vector<std::string>{"Arena", "Boss"}));
	EXPECT_EQ(names(contexts[1]), (std::vector<std::string>{"Boss", "End"}));
}

// The encoder is half a second behind, so that much of what was on air is not in the file yet.
TEST_F(SceneHistoryTest, AReplayEndsWhereTheEncoderWas)
{
	obs_source second = sceneOf("Boss", {});
	obs.replays->isActive = true;
	obs.raise(OBS_FRONTEND_EVENT_REPLAY_BUFFER_STARTED);
	letPass(600);
	obs.replays->totalFrames = 3; // a tenth of a second
	cutTo(second);
	obs.replays->signalSaved("/clips/Replay 1.mkv");
	ASSERT_TRUE(eventually([&] { return !contexts.empty(); }));
	ASSERT_EQ(contexts[0].scenes.size(), 1U);
	EXPECT_EQ(contexts[0].scenes[0].sceneName, "Arena");
}

TEST_F(SceneHistoryTest, LooksAtNothingWhileNothingIsRecorded)
{
	obs_source second = sceneOf("Boss", {});
	begin();
	end();
	contexts.clear();
	letPass(250);
	cutTo(second);
	begin();
	end();
	ASSERT_EQ(contexts[0].scenes.size(), 1U);
	EXPECT_EQ(contexts[0].scenes[0].sceneName, "Boss");
}
