#include "Fixtures.hpp"

#include <media/Thumbnail.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;

using Colour = std::array<int, 3>;

Colour at(const Picture &picture, double x, double y)
{
	const auto column = static_cast<size_t>(x * (picture.width_px - 1));
	const auto row = static_cast<size_t>(y * (picture.height_px - 1));
	const uint8_t *pixel = picture.rgba.data() + (row * static_cast<size_t>(picture.width_px) + column) * 4;
	return {pixel[0], pixel[1], pixel[2]};
}

MATCHER_P(Looks, wanted, "")
{
	int distance = 0;
	for (size_t i = 0; i < 3; i++)
		distance = std::max(distance, std::abs(arg[i] - wanted[i]));
	*result_listener << "is " << arg[0] << " " << arg[1] << " " << arg[2];
	return distance <= 12;
}

constexpr Colour kPlainRed = {255, 0, 0};
constexpr Colour kGreen = {0, 255, 0};
constexpr Colour kPlainBlue = {0, 0, 255};

// Three seconds: red, green, blue; a key frame begins each.
std::filesystem::path colours()
{
	const std::string picture = "color=red:s=640x360:r=30:d=1[a];color=lime:s=640x360:r=30:d=1[b];"
				    "color=blue:s=640x360:r=30:d=1[c];[a][b][c]concat=n=3,format=yuv420p";
	return clip("colours.mkv",
		    {"-f", "lavfi", "-i", picture, "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "30"});
}

// Left half red, right half blue.
std::vector<std::string> halves()
{
	return {"-f",
		"lavfi",
		"-i",
		"color=red:s=320x360:r=30:d=1[a];color=blue:s=320x360:r=30:d=1[b];[a][b]hstack,format=yuv420p",
		"-c:v",
		"libx264",
		"-preset",
		"ultrafast"};
}

TEST(Thumbnail, FitsTheBoxAndKeepsTheShape)
{
	const auto picture = thumbnail(h264Mkv(), 0, 320, 320);
	ASSERT_TRUE(picture);
	EXPECT_EQ(picture->width_px, 320);
	EXPECT_EQ(picture->height_px, 180);
	EXPECT_EQ(picture->rgba.size(), 320 * 180 * 4);
	EXPECT_EQ(picture->rgba[3], 255);
}

TEST(Thumbnail, OfATsIsItsFirstPictureWhereNoOtherCanBeFound)
{
	const auto source = clip("one-key.ts", {"-f", "lavfi", "-i", "color=red:s=640x360:r=30:d=4", "-c:v", "libx264",
						"-preset", "ultrafast", "-bf", "2", "-pix_fmt", "yuv420p"});
	const auto picture = thumbnail(source, 2000, 320, 320);
	ASSERT_TRUE(picture) << picture.error().detail;
	EXPECT_THAT(at(*picture, 0.5, 0.5), Looks(kPlainRed));
}

TEST(Thumbnail, IsMirroredAsThePictureIs)
{
	// Upper half red, lower half blue.
	const auto halves = clip("upper-lower.mp4", {"-f", "lavfi", "-i",
						     "color=red:s=640x180:r=30:d=1[a];color=blue:s=640x180:r=30:d=1[b];"
						     "[a][b]vstack,format=yuv420p",
						     "-c:v", "libx264", "-preset", "ultrafast"});
	struct Flip {
		std::string option;
		Colour upper;
	};
	for (const auto &[option, upper] : {Flip{"-display_hflip", kPlainRed}, Flip{"-display_vflip", kPlainBlue}}) {
		const auto source = clip("flipped.mp4", {option, "-i", halves.string(), "-c", "copy"});
		const auto picture = thumbnail(source, 0, 320, 320);
		ASSERT_TRUE(picture);
		EXPECT_THAT(at(*picture, 0.5, 0.1), Looks(upper)) << option;
	}
}

TEST(Thumbnail, IsNeverLargerThanThePicture)
{
	const auto picture = thumbnail(h264Mkv(), 0, 4000, 4000);
	ASSERT_TRUE(picture);
	EXPECT_EQ(picture->width_px, 640);
	EXPECT_EQ(picture->height_px, 360);
}

TEST(Thumbnail, ShowsTheKeyFrameAtOrBeforeTheTime)
{
	EXPECT_THAT(at(thumbnail(colours(), 0, 64, 64).value(), 0.5, 0.5), Looks(kPlainRed));
	EXPECT_THAT(at(thumbnail(colours(), 900, 64, 64).value(), 0.5, 0.5), Looks(kPlainRed));
	EXPECT_THAT(at(thumbnail(colours(), 1500, 64, 64).value(), 0.5, 0.5), Looks(kGreen));
	EXPECT_THAT(at(thumbnail(colours(), 2900, 64, 64).value(), 0.5, 0.5), Looks(kPlainBlue));
}

TEST(Thumbnail, StaysWithinTheClip)
{
	EXPECT_THAT(at(thumbnail(colours(), -500, 64, 64).value(), 0.5, 0.5), Looks(kPlainRed));
	EXPECT_THAT(at(thumbnail(colours(), 60'000, 64, 64).value(), 0.5, 0.5), Looks(kPlainBlue));
}

TEST(Thumbnail, StandsUpright)
{
	const auto flat = clip("halves.mp4", halves());
	EXPECT_THAT(at(thumbnail(flat, 0, 64, 64).value(), 0.1, 0.5), Looks(kPlainRed));
	struct Turn {
		std::string clockwise_deg;
		double redX, redY;
	};
	// Turned clockwise, what was left is at the top.
	for (const Turn &turn : {Turn{"90", 0.5, 0.1}, Turn{"180", 0.9, 0.5}, Turn{"270", 0.5, 0.9}}) {
		const auto turned = clip("turned.mp4", {"-display_rotation", "-" + turn.clockwise_deg, "-i",
							flat.string(), "-c", "copy"});
		const auto picture = thumbnail(turned, 0, 64, 64);
		ASSERT_TRUE(picture);
		EXPECT_EQ(picture->height_px > picture->width_px, turn.clockwise_deg != "180");
		EXPECT_THAT(at(*picture, turn.redX, turn.redY), Looks(kPlainRed)) << turn.clockwise_deg;
		EXPECT_THAT(at(*picture, 1 - turn.redX, 1 - turn.redY), Looks(kPlainBlue)) << turn.clockwise_deg;
	}
}

TEST(Thumbnail, ShowsTrueColoursInHighDefinition)
{
	const auto hd = clip("hd.mkv", {"-f", "lavfi", "-i",
					"color=lime:s=1280x720:r=30:d=0.5,scale=out_color_matrix=bt709,format=yuv420p",
					"-colorspace", "bt709", "-c:v", "libx264", "-preset", "ultrafast"});
	EXPECT_THAT(at(thumbnail(hd, 0, 64, 64).value(), 0.5, 0.5), Looks(kGreen));
}

TEST(Thumbnail, WorksForRowsOfAnyLength)
{
	for (const int width_px : {2, 62, 126, 298, 300, 302}) {
		const auto narrow =
			clip("narrow.mkv",
			     {"-f", "lavfi", "-i", "color=lime:s=" + std::to_string(width_px) + "x200:r=30:d=0.1",
			      "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast"});
		const auto picture = thumbnail(narrow, 0, 480, 480);
		ASSERT_TRUE(picture) << width_px;
		EXPECT_EQ(picture->width_px, width_px);
		EXPECT_EQ(picture->rgba.size(), static_cast<size_t>(width_px) * 200 * 4);
		EXPECT_THAT(at(*picture, 1, 1), Looks(kGreen));
	}
}

TEST(Thumbnail, WorksForEveryKindOfFile)
{
	for (const auto &file : {fastStartMp4(), fragmentedMp4(), flv(), ts(), webm(), hevcMkv(), mov()})
		EXPECT_TRUE(thumbnail(file, 1000, 100, 100)) << file;
}

TEST(Thumbnail, SaysWhatIsWrong)
{
	const Scratch scratch;
	EXPECT_EQ(thumbnail(scratch / "nothing.mp4", 0, 64, 64).error().code, "file_missing");
	EXPECT_EQ(thumbnail(textNamedMp4(), 0, 64, 64).error().code, "not_a_video");
	EXPECT_EQ(thumbnail(soundOnlyMp4(), 0, 64, 64).error().code, "no_picture");
}

TEST(Thumbnail, EndsWhenItIsStopped)
{
	std::stop_source stop;
	stop.request_stop();
	const auto picture = thumbnail(h264Mkv(), 0, 100, 100, stop.get_token());
	ASSERT_FALSE(picture);
	EXPECT_EQ(picture.error().code, "cancelled");
}

} // namespace
} // namespace DirectPost::Media
