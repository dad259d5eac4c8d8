#include "Edits.hpp"

#include <media/Preview.hpp>

#include "edit/PictureFilters.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;

MATCHER_P3(IsAbout, red, green, blue, "")
{
	*result_listener << arg.red << " " << arg.green << " " << arg.blue;
	return std::abs(arg.red - red) < 30 && std::abs(arg.green - green) < 30 && std::abs(arg.blue - blue) < 30;
}

const auto kRed = IsAbout(254, 0, 0);
const auto kBlue = IsAbout(0, 0, 254);
const Window kCamera = {0, 270, 160, 90};
const Window kGame = {300, 0, 200, 200};

PictureLayout cameraOverGame()
{
	return {.kind = LayoutKind::CameraOverGame, .window = kGame, .camera = kCamera, .cameraShare_percent = 40};
}

TEST(PlannedSize, IsUprightAndNeverLargerThanTheSource)
{
	MediaFacts facts;
	facts.shown = {1920, 1080};
	const auto sizeOf = [&](const PictureLayout &layout) {
		const Size size = plannedSize(facts, {.layout = layout});
		return std::pair(size.width_px, size.height_px);
	};
	EXPECT_EQ(sizeOf({.kind = LayoutKind::VerticalCrop}), std::pair(608, 1080));
	EXPECT_EQ(sizeOf({.kind = LayoutKind::VerticalBlurred}), std::pair(1080, 1920));
	facts.shown = {3840, 2160};
	EXPECT_EQ(sizeOf({.kind = LayoutKind::VerticalCrop}), std::pair(1080, 1920));
	facts.shown = {1280, 720};
	EXPECT_EQ(sizeOf({.kind = LayoutKind::VerticalCrop}), std::pair(406, 720));
	facts.shown = {640, 360}; // as small as TikTok takes
	EXPECT_EQ(sizeOf({.kind = LayoutKind::VerticalCrop}), std::pair(360, 640));
	EXPECT_EQ(sizeOf({}), std::pair(640, 360));
	facts.shown = {5120, 2880};
	EXPECT_EQ(sizeOf({}), std::pair(4096, 2304));
	facts.shown = {320, 180};
	EXPECT_EQ(sizeOf({}), std::pair(640, 360));
}

TEST(PlannedRate, IsTheSourcesWhereTikTokTakesIt)
{
	MediaFacts facts;
	const auto rateOf = [&](FrameRate rate) {
		facts.frameRate = rate;
		return plannedRate(facts).perSecond();
	};
	EXPECT_EQ(rateOf({60000, 1001}), 60000.0 / 1001);
	EXPECT_EQ(rateOf({144, 1}), 60);
	EXPECT_EQ(rateOf({15, 1}), 30);
	EXPECT_EQ(rateOf({10, 1}), 30);
	EXPECT_EQ(rateOf({0, 1}), 30);
	facts.nominalFrameRate = {30, 1};
	EXPECT_EQ(rateOf({257, 10}), 30); // it varies
	EXPECT_EQ(rateOf({2997, 100}), 29.97);
}

TEST(Windows, AreMovedAndShrunkIntoThePicture)
{
	EXPECT_EQ(inside({-50, 300, 200, 200}, {640, 360}), (Window{0, 160, 200, 200}));
	EXPECT_EQ(inside({0, 0, 2000, 100}, {640, 360}), (Window{0, 0, 640, 100}));
	EXPECT_EQ(inside({}, {640, 360}), (Window{0, 0, 640, 360}));
}

TEST_F(Edits, PutTheCameraOverTheGame)
{
	const auto edited = make(coloursMp4(), {.end_ms = 500, .layout = cameraOverGame()});
	ASSERT_TRUE(edited.has_value()) << edited.error().detail;
	EXPECT_EQ(static_cast<int>(edited->means), static_cast<int>(Means::Encode));
	EXPECT_EQ(ffprobe(target, "v:0", "stream=width,height,pix_fmt,color_space"), "360\n640\nyuv420p\nbt709");
	EXPECT_THAT(colourAt(target, 0.2, 180, 20), kBlue);
	EXPECT_THAT(colourAt(target, 0.2, 180, 250), kBlue);
	EXPECT_THAT(colourAt(target, 0.2, 180, 262), kRed);
	EXPECT_THAT(colourAt(target, 0.2, 180, 630), kRed);
	EXPECT_EQ(pictures(target).size(), 15);
}

TEST_F(Edits, ChangeTheLayoutWhereThePlanSaysSo)
{
	const EditPlan plan = {
		.end_ms = 1000,
		.layout = cameraOverGame(),
		.layoutChanges = {{.from_ms = 500, .layout = {.kind = LayoutKind::VerticalCrop, .window = kGame}}}};
	ASSERT_TRUE(make(coloursMp4(), plan).has_value());
	EXPECT_EQ(pictures(target).size(), 30);
	EXPECT_THAT(colourAt(target, 0.4, 180, 20), kBlue);
	EXPECT_THAT(colourAt(target, 0.6, 180, 20), kRed);
}

TEST_F(Edits, CropToTheWindowThatWasChosen)
{
	ASSERT_TRUE(make(coloursMp4(),
			 {.end_ms = 200, .layout = {.kind = LayoutKind::VerticalCrop, .window = {0, 0, 202, 360}}})
			    .has_value());
	EXPECT_THAT(colourAt(target, 0.1, 20, 20), kRed);
	EXPECT_THAT(colourAt(target, 0.1, 20, 620), kBlue);
	EXPECT_THAT(colourAt(target, 0.1, 340, 620), kRed);
}

TEST_F(Edits, LayTheWholePictureOverABlurredOne)
{
	ASSERT_TRUE(make(coloursMp4(), {.end_ms = 200, .layout = {.kind = LayoutKind::VerticalBlurred}}).has_value());
	EXPECT_EQ(ffprobe(target, "v:0", "stream=width,height"), "640\n1138");
	EXPECT_THAT(colourAt(target, 0.1, 80, 700), kBlue); // the camera of the whole picture
	EXPECT_THAT(colourAt(target, 0.1, 320, 10), kRed);
}

TEST_F(Edits, RefuseUprightAndOtherLayoutsInOnePlan)
{
	const EditPlan plan = {
		.layoutChanges = {{.from_ms = 500, .layout = {.kind = LayoutKind::VerticalCrop, .window = kGame}}}};
	EXPECT_EQ(make(coloursMp4(), plan).error().code, "edit_layout");
}

Picture previewed(const EditPlan &plan, int64_t time_ms, Size box)
{
	auto preview = Preview::open(coloursMp4());
	EXPECT_TRUE(preview.has_value());
	return preview.value()->plannedFrameAt(plan, time_ms, Preview::Seek::Exact, box, {}).value().picture;
}

Colour colourOf(const Picture &picture, int x, int y)
{
	const size_t at = (static_cast<size_t>(y) * static_cast<size_t>(picture.width_px) + static_cast<size_t>(x)) * 4;
	return {picture.rgba[at], picture.rgba[at + 1], picture.rgba[at + 2]};
}

TEST(Previews, ShowWhatWillBePosted)
{
	const Picture picture = previewed({.layout = cameraOverGame()}, 300, {180, 320});
	EXPECT_EQ(picture.width_px, 180);
	EXPECT_EQ(picture.height_px, 320);
	EXPECT_THAT(colourOf(picture, 90, 100), kBlue);
	EXPECT_THAT(colourOf(picture, 90, 140), kRed);
}

TEST(Previews, ShowTheSourceAsItWasRecorded)
{
	const Picture picture = previewed({}, 300, {320, 320});
	EXPECT_EQ(picture.width_px, 320);
	EXPECT_EQ(picture.height_px, 180);
	EXPECT_THAT(colourOf(picture, 20, 170), kBlue);
	EXPECT_THAT(colourOf(picture, 160, 20), kRed);
}

TEST(Previews, FindThePictureThatIsNearestToATime)
{
	const auto preview = Preview::open(longGopMp4()).value();
	const Size box = {64, 36};
	EXPECT_EQ(preview->frameAt(1510, Preview::Seek::Exact, box, {}).value().time_ms, 1500);
	EXPECT_EQ(preview->frameAt(1590, Preview::Seek::Exact, box, {}).value().time_ms, 1600);
	EXPECT_EQ(preview->frameAt(200, Preview::Seek::Exact, box, {}).value().time_ms, 200);
	EXPECT_EQ(preview->frameAt(3500, Preview::Seek::KeyFrame, box, {}).value().time_ms, 2000);
	EXPECT_EQ(preview->nextFrame(box, {}).value().time_ms, 2033);
	EXPECT_EQ(preview->frameAt(90'000, Preview::Seek::Exact, box, {}).value().time_ms, 3966);
}

TEST(Previews, MakeAFilmstripOfKeyFrames)
{
	const auto preview = Preview::open(longGopMp4()).value();
	std::vector<int64_t> times_ms;
	const auto done = preview->filmstrip(
		0, 4000, 4, {64, 36}, [&](int, const Preview::Shown &shown) { times_ms.push_back(shown.time_ms); }, {});
	ASSERT_TRUE(done.has_value());
	EXPECT_THAT(times_ms, testing::ElementsAre(0, 0, 2000, 2000));
}

TEST(Previews, EndWhereTheyAreStopped)
{
	const auto preview = Preview::open(longGopMp4()).value();
	std::stop_source stop;
	stop.request_stop();
	EXPECT_EQ(preview->frameAt(3900, Preview::Seek::Exact, {64, 36}, stop.get_token()).error().code, "cancelled");
	EXPECT_TRUE(preview->frameAt(3900, Preview::Seek::Exact, {64, 36}, {}).has_value());
}

TEST(Waveforms, ShowWhereASoundIsLoud)
{
	const auto file = clip("loud.mkv", {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=2", "-f",
					    "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=2", "-af",
					    "volume=enable='lt(t,1)':volume=0", "-c:v", "libx264", "-preset",
					    "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"});
	const auto peaks = waveform(file, 1, 0, 2000, 4, {}).value();
	ASSERT_EQ(peaks.size(), 4);
	EXPECT_LT(peaks[0], 0.02);
	EXPECT_GT(peaks[2], 0.08);
	EXPECT_GT(peaks[3], 0.08);
	EXPECT_EQ(waveform(file, 2, 0, 2000, 4, {}).error().code, "sound_unreadable");
}

TEST(Waveforms, TellASilentOrAClippedTrackFromOneThatIsFine)
{
	const auto judged = [](const char *name, const char *sound) {
		const auto file = clip(name, {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=1", "-f",
					      "lavfi", "-i", sound, "-c:v", "libx264", "-preset", "ultrafast",
					      "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le"});
		return judgeSound(waveform(file, 1, 0, 1000, 50, {}).value());
	};
	EXPECT_EQ(judged("silent-track.mkv", "anullsrc=sample_rate=48000:duration=1"), TrackSound::Silent);
	EXPECT_EQ(judged("fine-track.mkv", "sine=frequency=440:sample_rate=48000:duration=1"), TrackSound::Audible);
	EXPECT_EQ(judged("clipped-track.mkv", "aevalsrc=exprs=4*sin(2765*t):sample_rate=48000:duration=1"),
		  TrackSound::Clipped);
	EXPECT_EQ(judgeSound(std::vector<float>{0.2F, 1.0F, 0.2F}), TrackSound::Audible);
}

TEST(Previews, GoOnFromAKeyFrameThatWasShownByItself)
{
	const auto preview = Preview::open(longGopMkv()).value();
	const Size box = {64, 36};
	const int64_t keyFrame_ms = preview->frameAt(2500, Preview::Seek::KeyFrame, box, {}).value().time_ms;
	EXPECT_NEAR(static_cast<double>(preview->frameAt(2500, Preview::Seek::Exact, box, {}).value().time_ms), 2500,
		    17);
	EXPECT_EQ(preview->frameAt(2500, Preview::Seek::KeyFrame, box, {}).value().time_ms, keyFrame_ms);
	for (int picture = 1; picture <= 3; picture++)
		EXPECT_NEAR(static_cast<double>(preview->nextFrame(box, {}).value().time_ms),
			    static_cast<double>(keyFrame_ms) + picture * 1000.0 / 30, 2);
}

} // namespace
} // namespace DirectPost::Media
