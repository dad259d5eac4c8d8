#include "CameraLayouts.hpp"

#include <compose/EditSession.hpp>

#include <gtest/gtest.h>

// Where "camera over game" begins when OBS saw the camera.
namespace DirectPost::Compose {
namespace {

using Media::LayoutKind;
using Media::PictureLayout;
using Media::SceneShown;
using Media::Window;

constexpr Media::Size kPicture = {1920, 1080};
constexpr int64_t kDuration_ms = 60'000;
const Window kCorner = {1440, 810, 480, 270};
const Window kOther = {0, 0, 400, 300};

std::optional<PictureLayout> nothingRemembered(const std::string &)
{
	return std::nullopt;
}

SceneShown sceneFrom(int64_t from_ms, const char *name, std::vector<Window> cameras)
{
	SceneShown scene{.beforeEnd_ms = kDuration_ms - from_ms, .sceneName = name, .cameras = {}};
	for (const Window &camera : cameras)
		scene.cameras.push_back({.sourceName = std::string("Facecam of ") + name, .window = camera});
	return scene;
}

std::vector<Media::LayoutChange> layoutsOf(const std::vector<SceneShown> &scenes)
{
	return cameraLayouts(scenes, kPicture, kDuration_ms, nothingRemembered);
}

bool isWithin(const Window &inner, const Window &outer)
{
	return inner.x_px >= outer.x_px && inner.y_px >= outer.y_px &&
	       inner.x_px + inner.width_px <= outer.x_px + outer.width_px &&
	       inner.y_px + inner.height_px <= outer.y_px + outer.height_px;
}

} // namespace

TEST(CameraLayouts, BeginWithTheWholeCameraAboveTheGame)
{
	const auto layouts = layoutsOf({sceneFrom(0, "Game", {kCorner})});
	ASSERT_EQ(layouts.size(), 1U);
	const PictureLayout &layout = layouts[0].layout;
	EXPECT_EQ(layouts[0].from_ms, 0);
	EXPECT_EQ(layout.kind, LayoutKind::CameraOverGame);
	EXPECT_EQ(layout.cameraShare_percent, 32) << "which is 16:9";
	EXPECT_TRUE(isWithin(layout.camera, kCorner));
	EXPECT_NEAR(layout.camera.width_px, kCorner.width_px, 8);
	EXPECT_NEAR(layout.camera.height_px, kCorner.height_px, 8);
	EXPECT_TRUE(isWithin(layout.window, {0, 0, 1920, 1080}));
}

TEST(CameraLayouts, FollowTheScenes)
{
	const auto layouts = layoutsOf({sceneFrom(-5'000, "Game", {kCorner}), sceneFrom(20'000, "Talk", {kOther}),
					sceneFrom(40'000, "Break", {})});
	ASSERT_EQ(layouts.size(), 3U);
	EXPECT_EQ(layouts[0].from_ms, 0);
	EXPECT_EQ(layouts[1].from_ms, 20'000);
	EXPECT_TRUE(isWithin(layouts[1].layout.camera, kOther));
	EXPECT_EQ(layouts[2].from_ms, 40'000);
	EXPECT_EQ(layouts[2].layout.kind, LayoutKind::VerticalCrop) << "there is no camera to show";
}

TEST(CameraLayouts, LeaveOutWhatWasOverBeforeAReplayBegins)
{
	const auto layouts = layoutsOf({sceneFrom(-90'000, "Talk", {kOther}), sceneFrom(-30'000, "Game", {kCorner}),
					sceneFrom(20'000, "Game, still", {kCorner})});
	ASSERT_EQ(layouts.size(), 1U) << "the camera lies where it lay";
	EXPECT_TRUE(isWithin(layouts[0].layout.camera, kCorner));
}

TEST(CameraLayouts, AreNoneWithoutACamera)
{
	EXPECT_TRUE(layoutsOf({}).empty());
	EXPECT_TRUE(layoutsOf({sceneFrom(0, "Break", {})}).empty());
	EXPECT_TRUE(layoutsOf({sceneFrom(0, "Console", {{0, 0, 1920, 1080}})}).empty()) << "a game on a capture card";
}

TEST(CameraLayouts, TakeTheLargestCameraThatIsNotTheGame)
{
	const std::vector scenes = {sceneFrom(0, "Console", {{0, 0, 1920, 1080}, {0, 900, 100, 75}, kCorner})};
	const auto layouts = layoutsOf(scenes);
	ASSERT_EQ(layouts.size(), 1U);
	EXPECT_TRUE(isWithin(layouts[0].layout.camera, kCorner));
	EXPECT_EQ(cameraNames(scenes, kPicture), std::vector<std::string>{"Facecam of Console"});
}

TEST(CameraLayouts, LeaveASceneAsTheUserMadeItByHand)
{
	const PictureLayout own = {
		.kind = LayoutKind::CameraOverGame, .window = {500, 0, 900, 1080}, .camera = {3, 5, 280, 200}};
	const auto layouts = cameraLayouts(
		{sceneFrom(0, "Game", {kCorner}), sceneFrom(20'000, "Talk", {kOther})}, kPicture, kDuration_ms,
		[&](const std::string &scene) { return scene == "Game" ? std::optional(own) : std::nullopt; });
	ASSERT_EQ(layouts.size(), 2U);
	EXPECT_EQ(layouts[0].layout, own);
	EXPECT_TRUE(isWithin(layouts[1].layout.camera, kOther));
}

TEST(CameraLayouts, AreWhatTheEditorBeginsWithUntilAWindowIsMoved)
{
	Media::MediaFacts facts;
	facts.shown = kPicture;
	facts.duration_us = kDuration_ms * 1000;
	const auto layouts = layoutsOf({sceneFrom(0, "Break", {}), sceneFrom(20'000, "Game", {kCorner})});
	EditSession session(facts, {}, {.cameraLayouts = layouts});
	session.setLayout(LayoutKind::CameraOverGame);
	EXPECT_EQ(session.plan().layout, layouts[0].layout);
	EXPECT_EQ(session.plan().layoutChanges, std::vector{layouts[1]});
	EXPECT_EQ(kindOf(session.plan()), LayoutKind::CameraOverGame);
	session.begin();
	session.moveLayout(layouts[1].layout);
	EXPECT_EQ(session.plan().layout, layouts[1].layout);
	EXPECT_TRUE(session.plan().layoutChanges.empty());
	session.undo();
	EXPECT_EQ(session.plan().layoutChanges, std::vector{layouts[1]});
	session.setLayout(LayoutKind::VerticalBlurred);
	EXPECT_TRUE(session.plan().layoutChanges.empty());
	EXPECT_EQ(kindOf(session.plan()), LayoutKind::VerticalBlurred);
}

} // namespace DirectPost::Compose
