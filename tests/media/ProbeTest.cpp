#include "Fixtures.hpp"
#include "Matroska.hpp"
#include "../Readable.hpp"

#include <media/Checks.hpp>
#include <media/ClipInfo.hpp>

#include <gtest/gtest.h>

#include <sstream>

#ifndef _WIN32
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace DirectPost::Media {
namespace {

using namespace Fixtures;

ClipInfo probed(const std::filesystem::path &file)
{
	auto clip = probe(file);
	EXPECT_TRUE(clip) << clip.error().code << ": " << clip.error().detail;
	return clip.value_or(ClipInfo{});
}

std::string errorOf(const std::filesystem::path &file)
{
	const auto clip = probe(file);
	return clip ? "none" : clip.error().code;
}

struct Kind {
	std::string what;
	std::filesystem::path (*make)();
	Container container;
	Layout layout;
	std::string videoCodec;
	std::string audioCodec;
	std::string contentType;
};

void PrintTo(const Kind &kind, std::ostream *out)
{
	*out << kind.what;
}

class ProbeKinds : public testing::TestWithParam<Kind> {};

TEST_P(ProbeKinds, AreToldApartByTheirContent)
{
	const Kind &kind = GetParam();
	// A name that lies must not matter.
	const Scratch scratch;
	const auto file = scratch / "clip.jpg";
	std::filesystem::copy_file(kind.make(), file);

	const ClipInfo clip = probed(file);
	EXPECT_EQ(clip.container, kind.container);
	EXPECT_EQ(clip.layout, kind.layout);
	EXPECT_EQ(clip.videoCodec, kind.videoCodec);
	EXPECT_EQ(clip.audioCodec, kind.audioCodec);
	EXPECT_EQ(clip.audioTracks, 1);
	EXPECT_EQ(clip.contentType().value_or(""), kind.contentType);
	EXPECT_EQ(clip.size.width_px, 640);
	EXPECT_EQ(clip.size.height_px, 360);
	EXPECT_NEAR(clip.frameRate.perSecond(), 30, 0.01);
	EXPECT_NEAR(static_cast<double>(clip.duration_ms), 2000, 100);
	EXPECT_EQ(clip.size_bytes, static_cast<int64_t>(std::filesystem::file_size(file)));
	EXPECT_EQ(clip.file, file);
}

INSTANTIATE_TEST_SUITE_P(
	Probe, ProbeKinds,
	testing::Values(
		Kind{"MP4 with its index first", fastStartMp4, Container::Mp4, Layout::FastStart, "h264", "aac",
		     "video/mp4"},
		Kind{"MP4 with its index last", moovLastMp4, Container::Mp4, Layout::MoovLast, "h264", "aac",
		     "video/mp4"},
		Kind{"fragmented MP4", fragmentedMp4, Container::Mp4, Layout::Fragmented, "h264", "aac", "video/mp4"},
		Kind{"hybrid MP4", hybridMp4, Container::Mp4, Layout::MoovLast, "h264", "aac", "video/mp4"},
		Kind{"QuickTime", mov, Container::QuickTime, Layout::FastStart, "h264", "aac", "video/quicktime"},
		Kind{"WebM", webm, Container::WebM, Layout::NotApplicable, "vp9", "opus", "video/webm"},
		Kind{"H.264 in MKV", h264Mkv, Container::Matroska, Layout::NotApplicable, "h264", "aac", ""},
		Kind{"HEVC in MKV", hevcMkv, Container::Matroska, Layout::NotApplicable, "hevc", "aac", ""},
		Kind{"FLV", flv, Container::Flv, Layout::NotApplicable, "h264", "aac", ""},
		Kind{"MPEG-TS", ts, Container::MpegTs, Layout::NotApplicable, "h264", "aac", ""}),
	[](const auto &test) { return readable(test.index, test.param.what); });

TEST(Probe, AgreesWithFfprobe)
{
	for (const auto &file : {fastStartMp4(), h264Mkv(), h264Mkv60(), webm(), flv(), hevcMkv()}) {
		const ClipInfo clip = probed(file);
		EXPECT_EQ(ffprobe(file, "v:0", "stream=codec_name"), clip.videoCodec);
		EXPECT_EQ(ffprobe(file, "v:0", "stream=width"), std::to_string(clip.size.width_px));
		EXPECT_EQ(ffprobe(file, "v:0", "stream=avg_frame_rate"),
			  std::to_string(clip.frameRate.numerator) + "/" + std::to_string(clip.frameRate.denominator));
		EXPECT_NEAR(std::stod(ffprobe(file, "v:0", "format=duration")) * 1000,
			    static_cast<double>(clip.duration_ms), 1);
	}
}

TEST(Probe, ReportsTheSizeAsShown)
{
	const ClipInfo clip = probed(rotatedMp4());
	EXPECT_EQ(clip.size.width_px, 360);
	EXPECT_EQ(clip.size.height_px, 640);
}

TEST(Probe, CountsSoundTracks)
{
	EXPECT_EQ(probed(silentMp4()).audioTracks, 0);
	EXPECT_EQ(probed(silentMp4()).audioCodec, "");
	EXPECT_EQ(probed(twoTracksMkv()).audioTracks, 2);
}

TEST(Probe, MeasuresTheAverageOfAVariableFrameRate)
{
	// One second at 30 frames, one at 15.
	const auto file = clip("variable.mp4",
			       {"-i", fastStartMp4().string(), "-vf", "select='lt(t,1)+not(mod(n,2))'", "-fps_mode",
				"vfr", "-c:v", "libx264", "-preset", "ultrafast", "-an", "-movflags", "+faststart"});
	EXPECT_NEAR(probed(file).frameRate.perSecond(), 22.5, 0.5);
	EXPECT_EQ(check(probed(file), {})[4].code, "frame_rate_too_low");
}

TEST(Probe, FindsWhatTikTokWouldRefuse)
{
	const auto small =
		clip("small.mp4", {"-f", "lavfi", "-i", "testsrc2=size=300x200:rate=30:duration=1", "-c:v", "libx264",
				   "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart"});
	const auto fast =
		clip("fast.mp4", {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=120:duration=1", "-c:v", "libx264",
				  "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart"});
	const auto av1 =
		clip("av1.mp4", {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=1", "-c:v", "libsvtav1",
				 "-preset", "13", "-svtav1-params", "lp=1", "-movflags", "+faststart"});
	const auto proRes = clip("prores.mov", {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=1", "-c:v",
						"prores_ks", "-movflags", "+faststart"});
	EXPECT_EQ(check(probed(small), {})[3].code, "resolution_too_small");
	EXPECT_EQ(check(probed(fast), {})[4].code, "frame_rate_too_high");
	EXPECT_EQ(check(probed(av1), {})[5].code, "codec_not_taken");
	EXPECT_EQ(check(probed(proRes), {})[5].code, "codec_not_taken");
}

TEST(Probe, LetsAnOrdinaryClipPass)
{
	EXPECT_TRUE(canBePosted(check(probed(fastStartMp4()), {})));
	EXPECT_FALSE(needsRemux(probed(fastStartMp4())));
	EXPECT_FALSE(needsRemux(probed(mov())));
	EXPECT_FALSE(needsRemux(probed(webm())));
}

TEST(Probe, SaysWhatIsWrongWithABadFile)
{
	const Scratch scratch;
	write(scratch / "empty.mp4", "");
	EXPECT_EQ(errorOf(scratch / "empty.mp4"), "file_empty");
	EXPECT_EQ(errorOf(scratch / "nowhere.mp4"), "file_missing");
	EXPECT_EQ(errorOf(scratch.folder()), "file_unreadable");
	EXPECT_EQ(errorOf(textNamedMp4()), "not_a_video");
	EXPECT_EQ(errorOf(soundOnlyMp4()), "no_picture");
	EXPECT_EQ(errorOf(clip("sound-only.mkv", {"-i", soundOnlyMp4().string(), "-c", "copy"})), "no_picture");
	const auto coverOnly =
		clip("cover-only.mp4", {"-i", soundOnlyMp4().string(), "-f", "lavfi", "-i",
					"testsrc2=size=64x64:duration=0.04", "-map", "0", "-map", "1", "-c:a", "copy",
					"-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-disposition:v:0", "attached_pic"});
	EXPECT_EQ(errorOf(coverOnly), "no_picture");
}

TEST(Probe, TakesAWholeFilmWithWordsBehindIt)
{
	const Scratch scratch;
	write(scratch / "camera.mp4", read(fastStartMp4()) + "made with a camera that signs its films");
	EXPECT_EQ(probed(scratch / "camera.mp4").videoCodec, "h264");
}

TEST(Probe, EndsWhenItIsStopped)
{
	std::stop_source stop;
	stop.request_stop();
	const auto clip = probe(h264Mkv(), stop.get_token());
	ASSERT_FALSE(clip);
	EXPECT_EQ(clip.error().code, "cancelled");
}

// Each begins like a cluster and leads past those that follow, into two million elements. Were each looked at to its
// end, this would take minutes.
TEST(Probe, IsNotKeptBusyByAFileFullOfClustersThatAreNone)
{
	constexpr uint32_t kClusters = 50'000;
	constexpr uint32_t kCluster_bytes = 17;
	std::string file("\x1A\x45\xDF\xA3\x80\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 17);
	for (uint32_t left = kClusters; left-- > 0;) {
		file += std::string("\x1F\x43\xB6\x75\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xEC", 13);
		const uint32_t skipped = 0x1000'0000 | left * kCluster_bytes;
		for (int shift = 24; shift >= 0; shift -= 8)
			file += static_cast<char>(skipped >> shift & 0xFF);
	}
	for (int i = 0; i < 2'000'000; i++)
		file += "\xEC\x80";
	std::istringstream content(file);
	EXPECT_EQ(reachOfMatroska_ms(content, static_cast<int64_t>(file.size())), 0);
}

TEST(Probe, FollowsNoPlaylist)
{
	EXPECT_EQ(errorOf(playlistNamedMp4()), "not_a_video");
}

TEST(Probe, NamesTheFileButNotItsFolder)
{
	const auto clip = probe("/somewhere/private/clip.mp4");
	ASSERT_FALSE(clip);
	EXPECT_EQ(clip.error().values.front().second, "clip.mp4");
	EXPECT_EQ(clip.error().detail.find("private"), std::string::npos);
}

TEST(Probe, FindsAnMp4TruncatedThatWasCutBeforeItsIndex)
{
	const Scratch scratch;
	const std::string whole = read(moovLastMp4());
	for (const double share : {0.02, 0.1, 0.5, 0.9, 0.999}) {
		write(scratch / "cut.mp4",
		      whole.substr(0, static_cast<size_t>(static_cast<double>(whole.size()) * share)));
		EXPECT_EQ(errorOf(scratch / "cut.mp4"), "clip_truncated") << share;
	}
	write(scratch / "cut.mp4", read(fastStartMp4()).substr(0, 500));
	EXPECT_EQ(errorOf(scratch / "cut.mp4"), "clip_truncated");
}

TEST(Probe, SaysHowMuchIsMissingOfAnMp4ThatWasCutBehindItsIndex)
{
	const Scratch scratch;
	const std::string whole = read(fastStartMp4());
	for (const double share : {0.1, 0.5, 0.9}) {
		write(scratch / "cut.mp4",
		      whole.substr(0, static_cast<size_t>(static_cast<double>(whole.size()) * share)));
		const auto clip = probe(scratch / "cut.mp4");
		ASSERT_TRUE(clip) << share;
		EXPECT_EQ(clip->layout, Layout::Unfinished);
		EXPECT_NEAR(static_cast<double>(clip->duration_ms), 2000 * share, 250);
		EXPECT_NEAR(static_cast<double>(clip->duration_ms + clip->missing_ms), 2000, 50);
	}
}

TEST(Probe, UsesWhatACrashLeftOfAFragmentedMp4)
{
	const Scratch scratch;
	const std::string whole = read(fragmentedMp4());
	write(scratch / "crashed.mp4", whole.substr(0, whole.size() / 2));
	const ClipInfo clip = probed(scratch / "crashed.mp4");
	EXPECT_EQ(clip.layout, Layout::Fragmented);
	EXPECT_GT(clip.duration_ms, 500);
	EXPECT_LT(clip.duration_ms, 1900);
}

TEST(Probe, UsesWhatACrashLeftOfAnMkv)
{
	const Scratch scratch;
	// What a muxer that never came to its end leaves: no duration, no index, half a cluster.
	const auto live = clip("unfinished.mkv",
			       {"-i", h264Mkv().string(), "-c", "copy", "-live", "1", "-cluster_time_limit", "500"});
	const std::string whole = read(live);
	write(scratch / "crashed.mkv", whole.substr(0, whole.size() * 3 / 4));
	const ClipInfo clip = probed(scratch / "crashed.mkv");
	EXPECT_GT(clip.duration_ms, 500);
	EXPECT_LT(clip.duration_ms, 1900);
}

TEST(Probe, ReadsNamesWithSpacesEmojiAndManyCharacters)
{
	const Scratch scratch;
	std::u8string name = u8"Replay 2026-11-22 'best' 100% #1 \U0001F3AE ";
	while (name.size() < 200)
		name += u8"ü ";
	const auto file = scratch / std::filesystem::path(name + u8".mp4");
	std::filesystem::copy_file(fastStartMp4(), file);
	EXPECT_EQ(probed(file).videoCodec, "h264");
}

TEST(Probe, TakesANameForNoProtocol)
{
	const Scratch scratch;
	std::filesystem::copy_file(fastStartMp4(), scratch / "http:clip.mp4");
	const auto before = std::filesystem::current_path();
	std::filesystem::current_path(scratch.folder());
	EXPECT_EQ(errorOf("http:clip.mp4"), "none");
	std::filesystem::current_path(before);
}

TEST(Probe, IsQuickOnAFileOfFiveGigabytes)
{
	const Scratch scratch;
	const auto file = scratch / "sparse.mp4";
	std::filesystem::copy_file(fastStartMp4(), file);
	// The last box, mdat, loses its size: it now reaches to the end of the file.
	std::string bytes = read(file);
	const size_t mdat = bytes.find("mdat");
	bytes.replace(mdat - 4, 4, std::string(4, '\0'));
	write(file, bytes);
	std::filesystem::resize_file(file, 5'000'000'000);

	const auto began = std::chrono::steady_clock::now();
	const ClipInfo clip = probed(file);
	EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{2});
	EXPECT_EQ(clip.size_bytes, 5'000'000'000);
	EXPECT_EQ(check(clip, {})[1].code, "size_may_shrink") << "what is behind the film is left out";
}

#ifndef _WIN32
TEST(Probe, DoesNotWaitForAPipe)
{
	const Scratch scratch;
	ASSERT_EQ(mkfifo((scratch / "pipe.mp4").c_str(), 0600), 0);
	EXPECT_EQ(errorOf(scratch / "pipe.mp4"), "file_unreadable");
}

TEST(Probe, SaysWhenItMayNotRead)
{
	if (geteuid() == 0)
		GTEST_SKIP() << "root may read everything";
	const Scratch scratch;
	std::filesystem::copy_file(fastStartMp4(), scratch / "secret.mp4");
	std::filesystem::permissions(scratch / "secret.mp4", std::filesystem::perms::none);
	EXPECT_EQ(errorOf(scratch / "secret.mp4"), "file_unreadable");
}
#endif

} // namespace
} // namespace DirectPost::Media
