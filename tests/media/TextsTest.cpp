#include <media/Texts.hpp>

#include <gtest/gtest.h>

namespace DirectPost::Media {
namespace {

TEST(Texts, OfSizesAreDecimal)
{
	EXPECT_EQ(sizeText(0), "0 kB");
	EXPECT_EQ(sizeText(1), "1 kB");
	EXPECT_EQ(sizeText(640'000), "640 kB");
	EXPECT_EQ(sizeText(38'200'000), "38.2 MB");
	EXPECT_EQ(sizeText(64'000'000), "64 MB");
	EXPECT_EQ(sizeText(1'250'000'000), "1.25 GB");
	EXPECT_EQ(sizeText(4'000'000'000), "4 GB");
}

TEST(Texts, NeverRoundASizeToALimitItIsOver)
{
	EXPECT_EQ(sizeText(4'000'000'001), "4.01 GB");
	EXPECT_EQ(sizeText(64'000'001), "64.1 MB");
	EXPECT_EQ(sizeText(999'999), "1 MB");
	EXPECT_EQ(sizeText(999'999'999), "1 GB");
}

TEST(Texts, OfDurationsReadLikeAPlayersClock)
{
	EXPECT_EQ(durationText(-5), "0:00");
	EXPECT_EQ(durationText(999), "0:00");
	EXPECT_EQ(durationText(42'000), "0:42");
	EXPECT_EQ(durationText(250'999), "4:10");
	EXPECT_EQ(durationText(3'850'000), "1:04:10");
	EXPECT_EQ(preciseDurationText(180'001), "3:00.1");
	EXPECT_EQ(preciseDurationText(180'950), "3:01.0");
}

TEST(Texts, OfFrameRatesHaveNoTrailingZeros)
{
	EXPECT_EQ(frameRateText({60, 1}), "60 fps");
	EXPECT_EQ(frameRateText({30000, 1001}), "29.97 fps");
	EXPECT_EQ(frameRateText({25000, 1002}), "24.95 fps");
	EXPECT_EQ(frameRateText({0, 0}), "0 fps");
}

TEST(Texts, NameCodecsAsPeopleDo)
{
	EXPECT_EQ(codecText("hevc"), "H.265");
	EXPECT_EQ(codecText("prores"), "ProRes");
	EXPECT_EQ(codecText("pcm_s24le"), "PCM");
	EXPECT_EQ(codecText("mpeg4"), "MPEG4");
	EXPECT_EQ(containerText(Container::QuickTime), "MOV");
	EXPECT_EQ(containerText(Container::Avi), "AVI");
	EXPECT_EQ(containerText(Container::WindowsMedia), "WMV");
	EXPECT_EQ(resolutionText({1080, 1920}), "1080×1920");
}

} // namespace
} // namespace DirectPost::Media
