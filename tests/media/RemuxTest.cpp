#include "Remuxed.hpp"
#include "../Readable.hpp"

#include <media/ClipInfo.hpp>
#include <media/Remux.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#ifndef _WIN32
#include <unistd.h>
#endif

namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using testing::StartsWith;

std::string errorOf(const Expected<void> &done)
{
	return done ? "none" : done.error().code;
}

bool isEmpty(const std::filesystem::path &folder)
{
	return std::filesystem::directory_iterator(folder) == std::filesystem::directory_iterator();
}

struct RemuxCase {
	std::string what;
	std::filesystem::path (*make)();
};

void PrintTo(const RemuxCase &source, std::ostream *out)
{
	*out << source.what;
}

class RemuxKinds : public testing::TestWithParam<RemuxCase> {};

TEST_P(RemuxKinds, CopyEveryPacketUnchangedWithTheIndexFirst)
{
	const Scratch scratch;
	const auto source = GetParam().make();
	const auto target = remuxed(source, scratch);
	EXPECT_EQ(packetHashes(source), packetHashes(target));
	EXPECT_THAT(boxes(target), StartsWith("ftyp moov"));
	EXPECT_THAT(boxes(target), testing::Not(testing::HasSubstr("moof")));
}

TEST_P(RemuxKinds, KeepFactsAndBeginAtZero)
{
	const Scratch scratch;
	const auto source = GetParam().make();
	const ClipInfo before = probe(source).value();
	const ClipInfo after = probe(remuxed(source, scratch)).value();
	EXPECT_EQ(after.container, Container::Mp4);
	EXPECT_EQ(after.layout, Layout::FastStart);
	EXPECT_EQ(after.videoCodec, before.videoCodec);
	EXPECT_EQ(after.audioCodec, before.audioCodec);
	EXPECT_EQ(after.size.width_px, before.size.width_px);
	EXPECT_EQ(after.size.height_px, before.size.height_px);
	EXPECT_NEAR(static_cast<double>(after.duration_ms), static_cast<double>(before.duration_ms),
		    80); // sound before the first picture goes
	EXPECT_NEAR(after.frameRate.perSecond(), before.frameRate.perSecond(), 0.01);
	EXPECT_NEAR(std::stod(ffprobe(after.file, "v:0", "format=start_time")), 0.0, 0.002);
}

// MPEG-TS carries H.264 and AAC in another wrapping; its test stands below.
INSTANTIATE_TEST_SUITE_P(Remux, RemuxKinds,
			 testing::Values(RemuxCase{"H.264 in MKV", h264Mkv},
					 RemuxCase{"H.264 in MKV at 60 fps", h264Mkv60},
					 RemuxCase{"MP4 with its index last", moovLastMp4},
					 RemuxCase{"fragmented MP4", fragmentedMp4}, RemuxCase{"hybrid MP4", hybridMp4},
					 RemuxCase{"FLV", flv}, RemuxCase{"HEVC in MKV", hevcMkv},
					 RemuxCase{"QuickTime", mov}, RemuxCase{"turned MP4", rotatedMp4},
					 RemuxCase{"MP4 without sound", silentMp4},
					 RemuxCase{"MKV with two sound tracks", twoTracksMkv}),
			 [](const auto &test) { return readable(test.index, test.param.what); });

TEST(Remux, CopiesMpegTsUnchangedButForTheWrapping)
{
	const Scratch scratch;
	const auto target = remuxed(ts(), scratch);
	// Decoded, both must be the same to the last bit; what is heard before the first picture is only hidden.
	const auto decoded = [](const std::filesystem::path &file) {
		std::vector<std::string> command = {FFMPEG_PROGRAM, "-v", "error", "-nostdin"};
		if (file.extension() == ".mp4")
			command.insert(command.end(), {"-ignore_editlist", "1"});
		command.insert(command.end(), {"-i", file.string(), "-map", "0:v:0", "-map", "0:a:0", "-f",
					       "streamhash", "-hash", "sha256", "-"});
		return output(command);
	};
	EXPECT_EQ(decoded(ts()), decoded(target));
	EXPECT_EQ(ffprobe(target, "v:0", "stream=codec_tag_string"), "avc1");
	EXPECT_EQ(ffprobe(target, "a:0", "stream=codec_tag_string"), "mp4a");
	EXPECT_NEAR(std::stod(ffprobe(target, "v:0", "format=start_time")), 0.0, 0.002);
	EXPECT_GT(std::stod(ffprobe(ts(), "v:0", "format=start_time")), 1.0);
}

TEST(Remux, WritesAFileOnceWithRoomForItsIndex)
{
	const Scratch scratch;
	for (const auto &source : {h264Mkv(), moovLastMp4(), flv(), ts()}) {
		const auto target = remuxed(source, scratch);
		// The first is what is left of the room, the second FFmpeg's own before mdat: moving would leave one.
		EXPECT_THAT(boxes(target), StartsWith("ftyp moov free free mdat")) << source;
		EXPECT_LT(file_size(target), file_size(source) + 30'000) << source;
	}
}

TEST(Remux, KeepsNoRoomForFramesThatAFileOnlyPromises)
{
	const Scratch scratch;
	const auto source = clip("promises-half-an-hour.mkv",
				 {"-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30:duration=2", "-c:v", "libx264",
				  "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-bsf:v", "setts=ts=TS*900"});
	ASSERT_EQ(ffprobe(source, "v:0", "stream=avg_frame_rate"), "30/1");
	const auto target = remuxed(source, scratch);
	EXPECT_EQ(packetHashes(source), packetHashes(target));
	EXPECT_LT(file_size(target), file_size(source) + 30'000);
}

TEST(Remux, MovesTheIndexOfAFileThatHasMoreFramesThanItPromises)
{
	const Scratch scratch;
	const auto source =
		clip("promises-one-a-second.mkv",
		     {"-f", "lavfi", "-i", "testsrc2=size=64x64:rate=1:duration=4000", "-c:v", "libx264", "-preset",
		      "ultrafast", "-bf", "2", "-pix_fmt", "yuv420p", "-bsf:v", "setts=ts=TS/500"});
	ASSERT_EQ(ffprobe(source, "v:0", "stream=avg_frame_rate"), "1/1");
	const auto target = remuxed(source, scratch);
	EXPECT_EQ(packetHashes(source), packetHashes(target));
	EXPECT_THAT(boxes(target), StartsWith("ftyp moov"));
}

TEST(Remux, TakesThePictureAndOneSoundTrackOnly)
{
	const Scratch scratch;
	const auto target = remuxed(twoTracksMkv(), scratch);
	EXPECT_EQ(ffprobe(target, "v", "stream=index"), "0");
	EXPECT_EQ(ffprobe(target, "a", "stream=index"), "1");
}

TEST(Remux, TakesAPixelAspectFromTheContainer)
{
	const Scratch scratch;
	const auto source = clip("aspect.mkv", {"-i", h264Mkv().string(), "-c", "copy", "-aspect", "4:3"});
	const auto target = remuxed(source, scratch);
	EXPECT_EQ(ffprobe(target, "v:0", "stream=sample_aspect_ratio"), "3:4");
	EXPECT_EQ(packetHashes(source), packetHashes(target));
}

TEST(Remux, TagsH265ForApplesPlayers)
{
	const Scratch scratch;
	EXPECT_EQ(ffprobe(remuxed(hevcMkv(), scratch), "v:0", "stream=codec_tag_string"), "hvc1");
}

TEST(Remux, KeepsTheRotation)
{
	const Scratch scratch;
	const ClipInfo clip = probe(remuxed(rotatedMp4(), scratch)).value();
	EXPECT_EQ(clip.size.width_px, 360);
	EXPECT_EQ(clip.size.height_px, 640);
}

TEST(Remux, BeginsWithAWholePicture)
{
	const Scratch scratch;
	// A stream joined in the middle: its first pictures refer to ones that are not there.
	const std::string whole = read(ts());
	write(scratch / "joined.ts", whole.substr(188 * (whole.size() / 188 / 3)));
	const auto flags = ffprobe(remuxed(scratch / "joined.ts", scratch), "v:0", "packet=flags");
	EXPECT_THAT(flags, StartsWith("K"));
}

TEST(Remux, RescuesWhatACrashLeft)
{
	const Scratch scratch;
	const auto mkv = clip("unfinished.mkv",
			      {"-i", h264Mkv().string(), "-c", "copy", "-live", "1", "-cluster_time_limit", "500"});
	for (const auto &source : {mkv, fragmentedMp4()}) {
		const std::string whole = read(source);
		write(scratch / "crashed", whole.substr(0, whole.size() * 3 / 5));
		const auto target = remuxed(scratch / "crashed", scratch);
		const auto clip = probe(target);
		ASSERT_TRUE(clip) << source;
		EXPECT_GT(clip->duration_ms, 500);
		output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-xerror", "-i", target.string(), "-f", "null",
			"-"});
	}
}

TEST(Remux, OfADamagedRecordingGivesAWholeFileOrAnError)
{
	const Scratch scratch;
	std::mt19937 random(20261125);
	for (const auto &source : {h264Mkv(), moovLastMp4(), fragmentedMp4(), flv(), ts()}) {
		const std::string whole = read(source);
		for (int trial = 0; trial < 30; trial++) {
			std::string damaged = whole;
			for (int hit = 0; hit < 8; hit++) // half of them where the headers are
				damaged[random() % (hit % 2 ? damaged.size() : 2000)] = static_cast<char>(random());
			write(scratch / "damaged", damaged);
			const auto done = remuxToMp4(scratch / "damaged", scratch / "out.mp4", {}, {});
			if (done)
				EXPECT_THAT(boxes(scratch / "out.mp4"), StartsWith("ftyp moov")) << source << trial;
			else
				EXPECT_THAT(done.error().code,
					    testing::AnyOf("not_a_video", "no_picture", "remux_failed"))
					<< source;
			EXPECT_FALSE(std::filesystem::exists(scratch / "out.mp4.partial")) << source << trial;
		}
	}
}

TEST(Remux, LeavesTheSourceAlone)
{
	const Scratch scratch;
	std::filesystem::copy_file(h264Mkv(), scratch / "source.mkv");
	const auto modified = std::filesystem::last_write_time(scratch / "source.mkv");
	remuxed(scratch / "source.mkv", scratch);
	EXPECT_EQ(read(scratch / "source.mkv"), read(h264Mkv()));
	EXPECT_EQ(std::filesystem::last_write_time(scratch / "source.mkv"), modified);
}

TEST(Remux, ReplacesAnOlderTargetOnlyWhenItIsDone)
{
	const Scratch scratch;
	write(scratch / "out.mp4", "older");
	EXPECT_EQ(errorOf(remuxToMp4(textNamedMp4(), scratch / "out.mp4", {}, {})), "not_a_video");
	EXPECT_EQ(read(scratch / "out.mp4"), "older");
	remuxed(h264Mkv(), scratch);
	EXPECT_THAT(boxes(scratch / "out.mp4"), StartsWith("ftyp moov"));
}

TEST(Remux, TellsHowFarItIs)
{
	const Scratch scratch;
	std::vector<double> reports;
	ASSERT_TRUE(remuxToMp4(h264Mkv(), scratch / "out.mp4", [&](double done) { reports.push_back(done); }, {}));
	ASSERT_FALSE(reports.empty());
	EXPECT_TRUE(std::ranges::is_sorted(reports));
	EXPECT_GE(reports.front(), 0.0);
	EXPECT_EQ(reports.back(), 1.0);
}

TEST(Remux, LeavesNothingBehindWhenItIsCancelled)
{
	const Scratch scratch;
	std::stop_source stop;
	const auto stopAtOnce = [&](double) {
		stop.request_stop();
	};
	EXPECT_EQ(errorOf(remuxToMp4(h264Mkv(), scratch / "out.mp4", stopAtOnce, stop.get_token())), "cancelled");
	EXPECT_TRUE(isEmpty(scratch.folder()));
}

TEST(Remux, DoesNotBeginWhenItIsCancelledAlready)
{
	const Scratch scratch;
	std::stop_source stop;
	stop.request_stop();
	EXPECT_EQ(errorOf(remuxToMp4(h264Mkv(), scratch / "out.mp4", {}, stop.get_token())), "cancelled");
	EXPECT_TRUE(isEmpty(scratch.folder()));
}

TEST(Remux, SaysWhatIsWrongWithTheSource)
{
	const Scratch scratch;
	EXPECT_EQ(errorOf(remuxToMp4(scratch / "nothing.mkv", scratch / "out.mp4", {}, {})), "file_missing");
	EXPECT_EQ(errorOf(remuxToMp4(textNamedMp4(), scratch / "out.mp4", {}, {})), "not_a_video");
	EXPECT_EQ(errorOf(remuxToMp4(soundOnlyMp4(), scratch / "out.mp4", {}, {})), "no_picture");
	EXPECT_TRUE(isEmpty(scratch.folder()));
}

// As OBS leaves them of a part that was split off before its first picture was there.
TEST(Remux, SaysThatThereIsNoPictureWhereThereIsOnlyATrackForIt)
{
	const Scratch scratch;
	const auto pictureless =
		clip("no-pictures.mkv", {"-i", h264Mkv().string(), "-c", "copy", "-bsf:v", "noise=drop=1"});
	EXPECT_EQ(errorOf(remuxToMp4(pictureless, scratch / "out.mp4", {}, {})), "no_picture");
	EXPECT_TRUE(isEmpty(scratch.folder()));
}

TEST(Remux, SaysWhenTheFolderCannotBeWritten)
{
	const Scratch scratch;
	EXPECT_EQ(errorOf(remuxToMp4(h264Mkv(), scratch / "no folder" / "out.mp4", {}, {})), "folder_not_writable");
	write(scratch / "file", "not a folder");
	EXPECT_EQ(errorOf(remuxToMp4(h264Mkv(), scratch / "file" / "out.mp4", {}, {})), "folder_not_writable");
}

#ifdef __linux__
TEST(Remux, SaysWhenTheDiskIsFull)
{
	const Scratch scratch;
	std::filesystem::create_symlink("/dev/full", scratch / "out.mp4.partial");
	EXPECT_EQ(errorOf(remuxToMp4(h264Mkv(), scratch / "out.mp4", {}, {})), "disk_full");
	EXPECT_TRUE(isEmpty(scratch.folder()));
}
#endif

TEST(Remux, CopesWithNamesOfAllKinds)
{
	const Scratch scratch;
	const auto source = scratch / std::filesystem::path(u8"a 'b' 100% \U0001F3AE ü.mkv");
	const auto target = scratch / std::filesystem::path(u8"x: \U0001F3AE?.mp4");
	std::filesystem::copy_file(h264Mkv(), source);
	EXPECT_EQ(errorOf(remuxToMp4(source, target, {}, {})), "none");
	EXPECT_TRUE(std::filesystem::exists(target));
}

} // namespace
} // namespace DirectPost::Media
