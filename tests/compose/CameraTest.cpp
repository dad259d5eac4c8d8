#include "CameraFinding.hpp"
#include "Program.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

// Where the camera is, and what becomes of "camera over game".
namespace DirectPost::Compose {
namespace {

using Media::LayoutKind;
using Media::PlacedSource;
using Media::SourceKind;
using Media::Window;

constexpr Media::Size kPicture = {1920, 1080};
constexpr Window kCorner = {1440, 810, 480, 270};
constexpr Window kWhole = {0, 0, 1920, 1080};

const PlacedSource kWebcam = {"Webcam", SourceKind::Camera, kCorner};
const PlacedSource kGame = {"Game", SourceKind::Game, kWhole};
const PlacedSource kLogo = {"Logo", SourceKind::Other, {0, 0, 200, 100}};

Media::MediaFacts factsOf(int64_t duration_ms = 60'000, Media::Size picture = kPicture)
{
	Media::MediaFacts facts;
	facts.duration_us = duration_ms * 1000;
	facts.videoCodec = "h264";
	facts.stored = facts.shown = picture;
	facts.frameRate = facts.nominalFrameRate = {30, 1};
	return facts;
}

Media::CaptureContext contextOf(std::vector<Media::SceneOnAir> scenes)
{
	return {.sceneName = "Arena", .collectionName = "Show", .picture = kPicture, .scenes = std::move(scenes)};
}

class Camera : public testing::Test {
protected:
	CameraFinding find(std::vector<Media::SceneOnAir> scenes, const std::vector<std::string> &chosen = {},
			   const Media::MediaFacts &facts = factsOf())
	{
		return findCamera(scenesOf(contextOf(std::move(scenes)), facts, chosen), facts.shown, remembered);
	}

	SceneLayouts remembered{"/nowhere/scene-layouts.json"};
};

void expectNear(const Window &window, const Window &wanted, int by_px)
{
	EXPECT_LE(std::abs(window.x_px - wanted.x_px), by_px) << window.x_px;
	EXPECT_LE(std::abs(window.y_px - wanted.y_px), by_px) << window.y_px;
	EXPECT_LE(std::abs(window.width_px - wanted.width_px), 2 * by_px) << window.width_px;
	EXPECT_LE(std::abs(window.height_px - wanted.height_px), 2 * by_px) << window.height_px;
}

TEST_F(Camera, BeginsWithTheWindowInWhichACaptureDeviceLay)
{
	const auto finding = find({{60'500, "Arena", {kLogo, kWebcam, kGame}}});
	EXPECT_EQ(finding.camera, "Webcam");
	EXPECT_EQ(finding.sources, (std::vector<std::string>{"Logo", "Webcam"}))
		<< "what fills the picture is no camera";
	ASSERT_TRUE(finding.layouts);
	EXPECT_TRUE(finding.layouts->changes.empty());
	const Media::PictureLayout &layout = finding.layouts->first;
	EXPECT_EQ(layout.kind, LayoutKind::CameraOverGame);
	EXPECT_EQ(layout.cameraShare_percent, 32) << "all of a camera of 16:9 is seen";
	expectNear(layout.camera, kCorner, 4);
	EXPECT_NEAR(layout.window.x_px + layout.window.width_px / 2, 960, 2);
	EXPECT_GE(layout.window.height_px, 1076);
}

TEST_F(Camera, FollowsTheSceneInMidClip)
{
	PlacedSource elsewhere = kWebcam;
	elsewhere.window = {0, 0, 640, 360};
	const auto finding = find({{90'000, "Before", {kWebcam, kGame}},
				   {70'000, "Arena", {kWebcam, kGame}},
				   {40'000, "Boss", {elsewhere, kGame}},
				   {30'000, "Break", {kGame}},
				   {20'000, "Break 2", {kGame}},
				   {0, "Too late", {kWebcam}}});
	ASSERT_TRUE(finding.layouts);
	expectNear(finding.layouts->first.camera, kCorner, 4);
	ASSERT_EQ(finding.layouts->changes.size(), 2U) << "two scenes that look alike change nothing";
	EXPECT_EQ(finding.layouts->changes[0].from_ms, 20'000);
	expectNear(finding.layouts->changes[0].layout.camera, elsewhere.window, 4);
	EXPECT_EQ(finding.layouts->changes[1].from_ms, 30'000);
	EXPECT_EQ(finding.layouts->changes[1].layout.kind, LayoutKind::VerticalCrop) << "there is no camera";
}

TEST_F(Camera, ASceneThatTheCameraFillsIsCropped)
{
	PlacedSource large = kWebcam;
	large.window = kWhole;
	const auto finding = find({{60'000, "Chat", {large}}, {30'000, "Arena", {kWebcam, kGame}}});
	ASSERT_TRUE(finding.layouts);
	EXPECT_EQ(finding.layouts->first.kind, LayoutKind::VerticalCrop);
	ASSERT_EQ(finding.layouts->changes.size(), 1U);
	EXPECT_EQ(finding.layouts->changes[0].layout.kind, LayoutKind::CameraOverGame);
}

TEST_F(Camera, WhatAConsolePlaysThroughIsNoCamera)
{
	const PlacedSource card = {"Capture card", SourceKind::Camera, kWhole};
	EXPECT_FALSE(find({{60'000, "Arena", {card}}}).layouts);
	EXPECT_EQ(find({{60'000, "Arena", {card, kWebcam}}}).camera, "Webcam");
}

TEST_F(Camera, WhatAPersonChoseGoesBeforeWhatWasFound)
{
	EXPECT_FALSE(find({{60'000, "Arena", {kLogo, kGame}}}).layouts);
	const auto finding = find({{60'000, "Arena", {kLogo, kWebcam, kGame}}}, {"Gone", "Logo"});
	EXPECT_EQ(finding.camera, "Logo");
	ASSERT_TRUE(finding.layouts);
	expectNear(finding.layouts->first.camera, kLogo.window, 4);
}

TEST_F(Camera, WindowsAreOfTheFilesOwnSize)
{
	const auto finding = find({{60'000, "Arena", {kWebcam}}}, {}, factsOf(60'000, {1280, 720}));
	ASSERT_TRUE(finding.layouts);
	expectNear(finding.layouts->first.camera, {960, 540, 320, 180}, 4);
}

TEST_F(Camera, TheGamesWindowLiesBesideTheCamera)
{
	PlacedSource middle = kWebcam;
	middle.window = {400, 100, 480, 270};
	const auto finding = find({{60'000, "Arena", {middle, kGame}}});
	ASSERT_TRUE(finding.layouts);
	EXPECT_EQ(finding.layouts->first.window.x_px, 880);
}

TEST_F(Camera, WhatWasMadeByHandOfASceneHoldsWhileItsCameraLiesThere)
{
	Media::PictureLayout tight = layoutFor(LayoutKind::CameraOverGame, kPicture);
	tight.camera = {1500, 840, 240, 136};
	remembered.keep("Arena", {tight, kCorner});
	EXPECT_EQ(find({{60'000, "Arena", {kWebcam}}}).layouts.value().first, tight);
	PlacedSource moved = kWebcam;
	moved.window.x_px = 0;
	expectNear(find({{60'000, "Arena", {moved}}}).layouts.value().first.camera, moved.window, 4);
}

class CameraOfAClip : public testing::Test {
protected:
	CameraOfAClip() { program.connectAndAsk(); }

	ClipId record(const std::string &name, std::vector<Media::SceneOnAir> scenes)
	{
		const ClipId id = program.composer().admit(
			{.file = "/recordings/" + name, .remuxTarget = {}, .recordingStarted = program.clock.wall},
			Media::Origin::Recording, contextOf(std::move(scenes)));
		know(id);
		return id;
	}

	void know(ClipId id)
	{
		Media::Source source = program.knownSource(id);
		source.facts = factsOf();
		program.composer().sourceKnown(source);
	}

	Program program;
};

TEST_F(CameraOfAClip, IsKnownAlsoAfterARestart)
{
	const ClipId id = record("a.mkv", {{60'000, "Arena", {kLogo, kWebcam, kGame}}, {30'000, "Boss", {kGame}}});
	const CameraFinding finding = program.clip(id).camera;
	const Media::CaptureContext context = program.clip(id).context;
	EXPECT_TRUE(finding.layouts);
	program.restart();
	EXPECT_EQ(program.clip(id).context, context);
	know(id);
	EXPECT_EQ(program.clip(id).camera, finding);
}

TEST_F(CameraOfAClip, IsChosenOnceForAllClipsOfTheSceneCollection)
{
	const ClipId first = record("a.mkv", {{60'000, "Arena", {kLogo, kGame}}});
	EXPECT_FALSE(program.clip(first).camera.layouts);
	program.composer().chooseCamera(first, "Logo");
	EXPECT_EQ(program.clip(first).camera.camera, "Logo");
	program.restart();
	const ClipId second = record("b.mkv", {{60'000, "Boss", {kLogo, kGame}}});
	EXPECT_TRUE(program.clip(second).camera.layouts);
}

TEST_F(CameraOfAClip, WhatIsUsedIsRememberedForEachOfItsScenes)
{
	PlacedSource elsewhere = kWebcam;
	elsewhere.window = {0, 0, 640, 360};
	const std::vector<Media::SceneOnAir> scenes = {{60'000, "Arena", {kWebcam}}, {30'000, "Boss", {elsewhere}}};
	const ClipId first = record("a.mkv", scenes);
	Edit edit;
	edit.plan.layout = program.clip(first).camera.layouts.value().first;
	edit.plan.layoutChanges = program.clip(first).camera.layouts.value().changes;
	edit.plan.layoutChanges.at(0).layout.camera = {100, 60, 320, 182};
	program.composer().useEdit(first, edit);
	const ClipId second = record("b.mkv", scenes);
	EXPECT_EQ(program.clip(second).camera.layouts.value().first, edit.plan.layout);
	EXPECT_EQ(program.clip(second).camera.layouts.value().changes, edit.plan.layoutChanges);
}

TEST_F(CameraOfAClip, ADamagedListOfCamerasIsAnEmptyOne)
{
	program.close();
	std::ofstream(program.folder.path() / "cameras.json") << R"({"Show": "Logo", "Other": ["Logo"]})";
	program.start();
	program.connectAndAsk();
	EXPECT_FALSE(program.clip(record("a.mkv", {{60'000, "Arena", {kLogo}}})).camera.layouts);
}

} // namespace
} // namespace DirectPost::Compose
