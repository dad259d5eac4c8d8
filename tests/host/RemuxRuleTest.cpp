#include <host/RemuxRule.hpp>

#include <gtest/gtest.h>

using DirectPost::Host::RecordingSettings;
using DirectPost::Host::remuxTarget;

namespace {

RecordingSettings remuxing(const char *format, const char *codec = "h264")
{
	return {.isAutoRemuxOn = true, .isFfmpegOutput = false, .format = format, .videoCodec = codec};
}

} // namespace

TEST(RemuxRule, ExpectsAnMp4BesideAnMkv)
{
	EXPECT_EQ(remuxTarget("/clips/a b.mkv", remuxing("mkv")), "/clips/a b.mp4");
}

TEST(RemuxRule, ExpectsAMovForProRes)
{
	EXPECT_EQ(remuxTarget("/clips/a.mkv", remuxing("mkv", "prores")), "/clips/a.mov");
}

TEST(RemuxRule, ExpectsADotRemuxedFileForFragmentedContainers)
{
	EXPECT_EQ(remuxTarget("/clips/a.mp4", remuxing("fragmented_mp4")), "/clips/a.remuxed.mp4");
	EXPECT_EQ(remuxTarget("/clips/a.mov", remuxing("fragmented_mov")), "/clips/a.remuxed.mov");
	EXPECT_EQ(remuxTarget(u8"/clips/a.ゲーム", remuxing("fragmented_mp4")), u8"/clips/a.remuxed.ゲーム");
}

TEST(RemuxRule, ExpectsNothingWhenTheTargetWouldBeTheSource)
{
	EXPECT_TRUE(remuxTarget("/clips/a.mp4", remuxing("hybrid_mp4")).empty());
}

TEST(RemuxRule, ExpectsNothingWhenOffOrForAviOrForTheFfmpegOutput)
{
	EXPECT_TRUE(remuxTarget("/clips/a.mkv", {}).empty());
	EXPECT_TRUE(remuxTarget("/clips/a.avi", remuxing("avi")).empty());
	auto ffmpegOutput = remuxing("mkv");
	ffmpegOutput.isFfmpegOutput = true;
	EXPECT_TRUE(remuxTarget("/clips/a.mkv", ffmpegOutput).empty());
}
