#include <media/Checks.hpp>
#include <media/Limits.hpp>

#include "../Readable.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>

namespace DirectPost::Media {
namespace {

// A clip that fits in every way; each row of the tables below changes one thing.
ClipInfo fittingClip()
{
	ClipInfo clip;
	clip.file = "clip.mp4";
	clip.container = Container::Mp4;
	clip.layout = Layout::FastStart;
	clip.size_bytes = 38'200'000;
	clip.duration_ms = 42'000;
	clip.size = {1920, 1080};
	clip.frameRate = {60, 1};
	clip.videoCodec = "h264";
	clip.audioCodec = "aac";
	clip.audioTracks = 1;
	return clip;
}

struct Row {
	std::string what;
	std::function<void(ClipInfo &)> change;
	size_t line; // in the order container, size, duration, resolution, frame rate, codec, sound
	std::string code;
	Severity severity;
	std::optional<CreatorLimits> creator;
};

constexpr auto byWhat = [](const auto &test) {
	return DirectPost::readable(test.index, test.param.what);
};

void PrintTo(const Row &row, std::ostream *out)
{
	*out << row.what;
}

// What a computer can mend is not to be recorded again.
Remedy remedyOf(const Row &row)
{
	if (row.severity == Severity::Repaired)
		return Remedy::Remux;
	if (row.code.starts_with("duration_too_long") || row.code.starts_with("duration_maybe_too_long"))
		return Remedy::Trim;
	if (row.code == "size_empty" || row.code == "duration_zero" || row.code == "codec_none")
		return Remedy::ChooseAnother;
	if (row.code == "sound_several_tracks")
		return Remedy::Edit;
	constexpr std::array kRepaired = {"frame_rate_doubtful", "frame_rate_unknown", "frame_rate_varies",
					  "resolution_not_square", "sound_surround"};
	const bool isRepaired = row.code.starts_with("codec_") || std::ranges::contains(kRepaired, row.code);
	return row.severity == Severity::Block || (row.severity == Severity::Warning && isRepaired) ? Remedy::Repair
												    : Remedy::None;
}

class Checks : public testing::TestWithParam<Row> {};

TEST_P(Checks, JudgeOneThing)
{
	const Row &row = GetParam();
	ClipInfo clip = fittingClip();
	row.change(clip);
	const auto findings = check(clip, row.creator);

	ASSERT_EQ(findings.size(), 7);
	EXPECT_EQ(findings[row.line].code, row.code);
	EXPECT_EQ(findings[row.line].severity, row.severity);
	EXPECT_EQ(findings[row.line].remedy, remedyOf(row));
	EXPECT_EQ(canBePosted(findings), row.severity != Severity::Block);
	EXPECT_EQ(needsRemux(clip), row.severity == Severity::Repaired);
	for (size_t line = 0; line < findings.size(); line++) {
		if (line != row.line) {
			EXPECT_EQ(findings[line].severity, Severity::Pass) << findings[line].code;
		}
	}
}

Row container(Container container, Layout layout, const char *code, Severity severity)
{
	return {"container " + std::string(code) + std::to_string(static_cast<int>(container)),
		[=](ClipInfo &clip) {
			clip.container = container;
			clip.layout = layout;
		},
		0,
		code,
		severity,
		{}};
}

INSTANTIATE_TEST_SUITE_P(
	OfContainers, Checks,
	testing::Values(container(Container::Mp4, Layout::FastStart, "container_fits", Severity::Pass),
			container(Container::QuickTime, Layout::FastStart, "container_fits", Severity::Pass),
			container(Container::WebM, Layout::NotApplicable, "container_fits", Severity::Pass),
			container(Container::Mp4, Layout::MoovLast, "container_index_last", Severity::Repaired),
			container(Container::QuickTime, Layout::MoovLast, "container_index_last", Severity::Repaired),
			container(Container::Mp4, Layout::Fragmented, "container_fragmented", Severity::Repaired),
			container(Container::QuickTime, Layout::Fragmented, "container_fragmented", Severity::Repaired),
			container(Container::Matroska, Layout::NotApplicable, "container_remuxed", Severity::Repaired),
			container(Container::Flv, Layout::NotApplicable, "container_remuxed", Severity::Repaired),
			container(Container::MpegTs, Layout::NotApplicable, "container_remuxed", Severity::Repaired),
			container(Container::Avi, Layout::NotApplicable, "container_remuxed", Severity::Repaired),
			container(Container::Mp4, Layout::Unfinished, "container_unfinished", Severity::Repaired)),
	byWhat);

Row size(int64_t size_bytes, const char *code, Severity severity)
{
	return {"size " + std::to_string(size_bytes),
		[=](ClipInfo &clip) { clip.size_bytes = size_bytes; },
		1,
		code,
		severity,
		{}};
}

INSTANTIATE_TEST_SUITE_P(OfSizes, Checks,
			 testing::Values(size(0, "size_empty", Severity::Block),
					 size(1, "size_one_request", Severity::Pass),
					 size(Limits::kSingleRequest_bytes, "size_one_request", Severity::Pass),
					 size(Limits::kSingleRequest_bytes + 1, "size_in_chunks", Severity::Pass),
					 size(Limits::kVideo_bytes, "size_in_chunks", Severity::Pass),
					 size(Limits::kVideo_bytes + 1, "size_too_big", Severity::Block)),
			 byWhat);

Row duration(int64_t duration_ms, std::optional<CreatorLimits> creator, const char *code, Severity severity)
{
	return {"duration " + std::to_string(duration_ms),
		[=](ClipInfo &clip) { clip.duration_ms = duration_ms; },
		2,
		code,
		severity,
		creator};
}

INSTANTIATE_TEST_SUITE_P(OfDurations, Checks,
			 testing::Values(duration(0, {}, "duration_zero", Severity::Block),
					 duration(-1, {}, "duration_zero", Severity::Block),
					 duration(1, {}, "duration_short", Severity::Warning),
					 duration(999, {}, "duration_short", Severity::Warning),
					 duration(1000, {}, "duration_fits", Severity::Pass),
					 duration(180'000, {}, "duration_fits", Severity::Pass),
					 duration(180'001, {}, "duration_maybe_too_long", Severity::Warning),
					 duration(180'001, CreatorLimits{0}, "duration_maybe_too_long",
						  Severity::Warning),
					 duration(600'000, CreatorLimits{600}, "duration_fits", Severity::Pass),
					 duration(600'001, CreatorLimits{600}, "duration_too_long", Severity::Block),
					 duration(250'000, CreatorLimits{180}, "duration_too_long", Severity::Block)),
			 byWhat);

Row resolution(int width_px, int height_px, const char *code, Severity severity)
{
	return {"resolution " + std::to_string(width_px) + "x" + std::to_string(height_px),
		[=](ClipInfo &clip) { clip.size = {width_px, height_px}; },
		3,
		code,
		severity,
		{}};
}

INSTANTIATE_TEST_SUITE_P(OfResolutions, Checks,
			 testing::Values(resolution(360, 360, "resolution_fits", Severity::Pass),
					 resolution(359, 1080, "resolution_too_small", Severity::Block),
					 resolution(1080, 359, "resolution_too_small", Severity::Block),
					 resolution(300, 200, "resolution_too_small", Severity::Block),
					 resolution(4096, 4096, "resolution_fits", Severity::Pass),
					 resolution(4097, 2160, "resolution_too_large", Severity::Block),
					 resolution(2160, 4097, "resolution_too_large", Severity::Block),
					 resolution(1080, 1920, "resolution_fits", Severity::Pass)),
			 byWhat);

Row frameRate(int numerator, int denominator, const char *code, Severity severity)
{
	return {"frame rate " + std::to_string(numerator) + "/" + std::to_string(denominator),
		[=](ClipInfo &clip) { clip.frameRate = {numerator, denominator}; },
		4,
		code,
		severity,
		{}};
}

INSTANTIATE_TEST_SUITE_P(OfFrameRates, Checks,
			 testing::Values(frameRate(0, 1, "frame_rate_unknown", Severity::Warning),
					 frameRate(30, 0, "frame_rate_unknown", Severity::Warning),
					 frameRate(22, 1, "frame_rate_too_low", Severity::Block),
					 frameRate(2298, 100, "frame_rate_too_low", Severity::Block),
					 frameRate(23, 1, "frame_rate_fits", Severity::Pass),
					 frameRate(24000, 1001, "frame_rate_fits", Severity::Pass),
					 frameRate(60000, 1001, "frame_rate_fits", Severity::Pass),
					 frameRate(60, 1, "frame_rate_fits", Severity::Pass),
					 frameRate(60'009, 1000, "frame_rate_fits", Severity::Pass),
					 frameRate(60'020, 1000, "frame_rate_doubtful", Severity::Warning),
					 frameRate(605, 10, "frame_rate_doubtful", Severity::Warning),
					 frameRate(606, 10, "frame_rate_too_high", Severity::Block),
					 frameRate(120, 1, "frame_rate_too_high", Severity::Block)),
			 byWhat);

Row codec(const char *name, const char *code, Severity severity)
{
	return {"codec " + std::string(name), [=](ClipInfo &clip) { clip.videoCodec = name; }, 5, code, severity, {}};
}

INSTANTIATE_TEST_SUITE_P(
	OfCodecs, Checks,
	testing::Values(codec("h264", "codec_fits", Severity::Pass), codec("hevc", "codec_fits", Severity::Pass),
			codec("vp8", "codec_not_carried", Severity::Block), // beside AAC
			codec("vp9", "codec_fits", Severity::Pass), codec("av1", "codec_not_taken", Severity::Block),
			codec("prores", "codec_not_taken", Severity::Block),
			codec("mpeg4", "codec_not_taken", Severity::Block), codec("", "codec_none", Severity::Block)),
	byWhat);

Row sound(const char *name, int tracks, const char *code, Severity severity)
{
	return {"sound " + std::string(name) + std::to_string(tracks),
		[=](ClipInfo &clip) {
			clip.audioCodec = name;
			clip.audioTracks = tracks;
		},
		6,
		code,
		severity,
		{}};
}

INSTANTIATE_TEST_SUITE_P(OfSound, Checks,
			 testing::Values(sound("aac", 1, "sound_fits", Severity::Pass),
					 sound("mp3", 1, "sound_fits", Severity::Pass),
					 sound("opus", 1, "sound_converted", Severity::Repaired),
					 sound("", 0, "sound_none", Severity::Warning),
					 sound("aac", 2, "sound_several_tracks", Severity::Warning),
					 sound("aac", 6, "sound_several_tracks", Severity::Warning),
					 sound("pcm_s16le", 1, "sound_converted", Severity::Repaired),
					 sound("flac", 1, "sound_converted", Severity::Repaired)),
			 byWhat);

// What is sent as it is, though not everybody can play it well.
Row unusual(const char *what, std::function<void(ClipInfo &)> change, size_t line, const char *code,
	    Severity severity = Severity::Warning)
{
	return {what, std::move(change), line, code, severity, {}};
}

INSTANTIATE_TEST_SUITE_P(
	OfUnusualClips, Checks,
	testing::Values(
		unusual(
			"10 bit", [](ClipInfo &clip) { clip.bitDepth = 10; }, 5, "codec_many_bits"),
		unusual(
			"4:4:4", [](ClipInfo &clip) { clip.chroma = Chroma::Yuv444; }, 5, "codec_chroma"),
		unusual(
			"4:2:2", [](ClipInfo &clip) { clip.chroma = Chroma::Yuv422; }, 5, "codec_chroma"),
		unusual(
			"interlaced", [](ClipInfo &clip) { clip.isInterlaced = true; }, 5, "codec_interlaced"),
		unusual(
			"HDR",
			[](ClipInfo &clip) {
				clip.isHdr = true;
				clip.bitDepth = 10;
			},
			5, "codec_hdr"),
		unusual(
			"one picture", [](ClipInfo &clip) { clip.isOnePicture = true; }, 2, "duration_one_picture"),
		unusual(
			"pixels that are not square", [](ClipInfo &clip) { clip.hasSquarePixels = false; }, 3,
			"resolution_not_square"),
		unusual(
			"variable rate", [](ClipInfo &clip) { clip.isRateVariable = true; }, 4, "frame_rate_varies"),
		unusual(
			"5.1", [](ClipInfo &clip) { clip.audioChannels = 6; }, 6, "sound_surround"),
		unusual(
			"5.1 in AC-3",
			[](ClipInfo &clip) {
				clip.audioChannels = 6;
				clip.audioCodec = "ac3";
			},
			6, "sound_made_stereo", Severity::Repaired)),
	byWhat);

TEST(Checks, OfWhatWasCutWantAWholeMp4)
{
	ClipInfo clip = fittingClip();
	clip.missing_ms = 400;
	const auto findings = check(clip, {});
	EXPECT_EQ(findings[0].code, "container_cut");
	EXPECT_EQ(findings[0].severity, Severity::Warning);
	EXPECT_TRUE(needsRemux(clip));
	EXPECT_TRUE(canBePosted(findings));
}

TEST(Checks, LeaveOpusInAWebMThatIsSentAsItIs)
{
	ClipInfo clip = fittingClip();
	clip.container = Container::WebM;
	clip.layout = Layout::NotApplicable;
	clip.audioCodec = "opus";
	EXPECT_FALSE(needsRemux(clip));
	clip.layout = Layout::Unfinished; // it becomes an MP4
	EXPECT_TRUE(isSoundConverted(clip));
}

TEST(Checks, OfASizeThatShrinksDoNotBlockBeforeItIsKnown)
{
	ClipInfo clip = fittingClip();
	clip.size_bytes = Limits::kVideo_bytes + 1;
	EXPECT_EQ(check(clip, {})[1].code, "size_too_big");
	clip.audioCodec = "pcm_s24le";
	EXPECT_EQ(check(clip, {})[1].code, "size_may_shrink");
	EXPECT_TRUE(canBePosted(check(clip, {})));
	clip.size_bytes = 3 * Limits::kVideo_bytes;
	EXPECT_EQ(check(clip, {})[1].code, "size_too_big");
}

std::string value(const Finding &finding, const std::string &name)
{
	for (const auto &[key, text] : finding.values) {
		if (key == name)
			return text;
	}
	return "(no " + name + ")";
}

TEST(CheckValues, AreNumbersAsPeopleReadThem)
{
	ClipInfo clip = fittingClip();
	clip.duration_ms = 250'400;
	clip.frameRate = {30000, 1001};
	clip.container = Container::Matroska;
	const auto findings = check(clip, CreatorLimits{180});

	EXPECT_EQ(value(findings[0], "container"), "MKV");
	EXPECT_EQ(value(findings[1], "size"), "38.2 MB");
	EXPECT_EQ(value(findings[1], "limit"), "64 MB");
	EXPECT_EQ(value(findings[2], "duration"), "4:10");
	EXPECT_EQ(value(findings[2], "limit"), "3:00");
	EXPECT_EQ(value(findings[3], "resolution"), "1920×1080");
	EXPECT_EQ(value(findings[4], "rate"), "29.97 fps");
	EXPECT_EQ(value(findings[5], "codec"), "H.264");
	EXPECT_EQ(value(findings[6], "codec"), "AAC");
}

TEST(CheckValues, ShowTenthsWhereSecondsWouldHideTheDifference)
{
	ClipInfo clip = fittingClip();
	clip.duration_ms = 180'400;
	EXPECT_EQ(value(check(clip, CreatorLimits{180})[2], "duration"), "3:00.4");
}

TEST(CheckValues, NameTheLimitThatIsBroken)
{
	ClipInfo clip = fittingClip();
	clip.size = {5120, 1440};
	clip.frameRate = {120, 1};
	clip.size_bytes = 4'200'000'000;
	const auto findings = check(clip, {});
	EXPECT_EQ(value(findings[1], "limit"), "4 GB");
	EXPECT_EQ(value(findings[3], "limit"), "4096");
	EXPECT_EQ(value(findings[4], "limit"), "60 fps");
}

TEST(Checks, OfAnEmptyClipInfoBlock)
{
	EXPECT_FALSE(canBePosted(check(ClipInfo{}, {})));
}

} // namespace
} // namespace DirectPost::Media
