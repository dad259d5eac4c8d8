#include "Cameras.hpp"

#include "CameraScenes.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Host {
namespace {

Box boxIn(obs_source &scene)
{
	const auto cameras = camerasIn(&scene);
	return cameras.size() == 1 ? boxAround(cameras.front().outline) : Box{};
}

void expectBox(const Box &box, double left, double top, double right, double bottom)
{
	EXPECT_NEAR(box.left, left, 0.1);
	EXPECT_NEAR(box.top, top, 0.1);
	EXPECT_NEAR(box.right, right, 0.1);
	EXPECT_NEAR(box.bottom, bottom, 0.1);
}

struct CamerasTest : testing::Test {
	ObsStub obs;
	obs_source scene{.name = "Arena", .width = 1920, .height = 1080};
	Shown camera{"v4l2_input", 640, 360, {.x = 100, .y = 50, .scaleX = 0.5, .scaleY = 0.5}};

	CamerasTest() { scene.items = {&camera.item}; }
};

} // namespace

TEST_F(CamerasTest, AreCaptureDevicesUnlessTheUserSaysOtherwise)
{
	for (const char *kind : {"v4l2_input", "dshow_input", "av_capture_input", "macos-avcapture",
				 "macos-avcapture-fast", "decklink-input"}) {
		camera.source.kind = kind;
		EXPECT_TRUE(isCamera(&camera.source)) << kind;
	}
	markCamera(&camera.source, false);
	EXPECT_FALSE(isCamera(&camera.source));
	Shown image("image_source", 640, 360);
	EXPECT_FALSE(isCamera(&image.source));
	markCamera(&image.source, true);
	EXPECT_TRUE(isCamera(&image.source));
}

TEST_F(CamerasTest, LieWhereTheSceneDrawsThem)
{
	expectBox(boxIn(scene), 100, 50, 420, 230);
	EXPECT_EQ(camerasIn(&scene).front().sourceName, "Facecam");
}

TEST_F(CamerasTest, AreOnlyWhatTheCropLeaves)
{
	camera.item.crop = {.left = 40, .top = 20, .right = 100, .bottom = 60};
	expectBox(boxIn(scene), 100, 50, 350, 190);
}

TEST_F(CamerasTest, AreBoxedWhereTheyAreTurned)
{
	camera.item.drawTransform = transformOf({.x = 700, .y = 100, .rotation_deg = 90});
	expectBox(boxIn(scene), 340, 100, 700, 740);
	camera.item.drawTransform = transformOf({.x = 700, .y = 100, .rotation_deg = 45});
	const double half = 360 / std::numbers::sqrt2;
	expectBox(boxIn(scene), 700 - half, 100, 700 + 640 / std::numbers::sqrt2, 100 + 1000 / std::numbers::sqrt2);
}

TEST_F(CamerasTest, MayBeFlipped)
{
	camera.item.drawTransform = transformOf({.x = 740, .y = 0, .scaleX = -1});
	expectBox(boxIn(scene), 100, 0, 740, 360);
}

TEST_F(CamerasTest, EndWhereTheirBoundsCropThem)
{
	camera.item.drawTransform = transformOf({.x = 100, .y = 50});
	camera.item.boxTransform = transformOf({.x = 100, .y = 50, .scaleX = 300, .scaleY = 360});
	camera.item.isCroppedToBounds = true;
	expectBox(boxIn(scene), 100, 50, 400, 410);
}

TEST_F(CamerasTest, EndAtThePicturesEdge)
{
	camera.item.drawTransform = transformOf({.x = 1600, .y = -100});
	expectBox(boxIn(scene), 1600, 0, 1920, 260);
	camera.item.drawTransform = transformOf({.x = 2000, .y = 0});
	EXPECT_TRUE(camerasIn(&scene).empty());
}

TEST_F(CamerasTest, AreFoundInGroupsInScenesInScenes)
{
	Shown group("group", 400, 300, {.x = 200, .y = 100});
	group.source.isGroup = true;
	group.source.items = {&camera.item}; // at 100, 50, half as large
	Shown inner("scene", 1920, 1080, {.x = 960, .y = 540, .scaleX = 0.5, .scaleY = 0.5});
	inner.source.items = {&group.item};
	scene.items = {&inner.item};
	// The group is 400 wide and cuts the camera off; its left upper corner is at 1060, 590 of the picture.
	expectBox(boxIn(scene), 960 + (200 + 100) / 2.0, 540 + (100 + 50) / 2.0, 960 + 600 / 2.0, 540 + 330 / 2.0);
	inner.item.crop = {.left = 320, .top = 160, .right = 0, .bottom = 0};
	expectBox(boxIn(scene), 960, 540, 960 + (600 - 320) / 2.0, 540 + (330 - 160) / 2.0);
}

TEST_F(CamerasTest, AreTurnedWithTheSceneTheyAreIn)
{
	Shown inner("scene", 1920, 1080, {.x = 1080, .y = 0, .rotation_deg = 90});
	inner.source.items = {&camera.item};
	scene.items = {&inner.item};
	expectBox(boxIn(scene), 1080 - 230, 100, 1080 - 50, 420);
}

TEST_F(CamerasTest, AreNoneWhereTheyAreHidden)
{
	camera.item.isVisible = false;
	EXPECT_TRUE(camerasIn(&scene).empty());
	camera.item.isVisible = true;
	camera.source.width = 0; // it is switched off
	EXPECT_TRUE(camerasIn(&scene).empty());
	EXPECT_TRUE(camerasIn(nullptr).empty());
}

TEST_F(CamerasTest, MayBeSeveral)
{
	Shown other("dshow_input", 320, 240, {.x = 1600});
	other.source.name = "Hands";
	scene.items.push_back(&other.item);
	const auto cameras = camerasIn(&scene);
	ASSERT_EQ(cameras.size(), 2U);
	EXPECT_EQ(cameras[1].sourceName, "Hands");
	expectBox(boxAround(cameras[1].outline), 1600, 0, 1920, 240);
}

} // namespace DirectPost::Host
