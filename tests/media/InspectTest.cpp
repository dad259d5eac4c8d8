#include "Fixtures.hpp"

#include "../Readable.hpp"

#include <media/MediaFacts.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <sstream>

// What is known of a file before it is edited: each fact on a real file.
namespace DirectPost::Media {
namespace {

using namespace Fixtures;

std::vector<std::string> wordsOf(const std::string &text)
{
	std::istringstream stream(text);
	return {std::istream_iterator<std::string>(stream), {}};
}

// A second of a moving picture, made and encoded as these arguments of ffmpeg's say.
std::filesystem::path aSecondOf(const std::string &name, const std::string &arguments,
				const std::string &source = "testsrc2=size=320x240:rate=30:duration=1")
{
	std::vector<std::string> all = {"-f", "lavfi", "-i", source};
	const auto words = wordsOf(arguments);
	all.insert(all.end(), words.begin(), words.end());
	return clip("inspect-" + name, all);
}

MediaFacts inspected(const std::filesystem::path &file)
{
	const auto facts = inspect(file);
	EXPECT_TRUE(facts) << file << ": " << (facts ? "" : facts.error().detail);
	return facts.value_or(MediaFacts());
}

// --- the picture ---

struct PictureFormat {
	std::string what;
	std::string file;
	std::string arguments;
	std::string pixelFormat;
	int depth_bits = 8;
	Chroma chroma = Chroma::Yuv420;
	DynamicRange range = DynamicRange::Standard;
};

void PrintTo(const PictureFormat &row, std::ostream *out)
{
	*out << row.what;
}

class InspectedPictures : public testing::TestWithParam<PictureFormat> {};

TEST_P(InspectedPictures, HaveTheirFormatDepthChromaAndRange)
{
	const PictureFormat &row = GetParam();
	const MediaFacts facts = inspected(aSecondOf(row.file, row.arguments));
	EXPECT_EQ(facts.pixelFormat, row.pixelFormat);
	EXPECT_EQ(facts.depth_bits, row.depth_bits);
	EXPECT_EQ(facts.chroma, row.chroma);
	EXPECT_EQ(facts.range, row.range);
	EXPECT_FALSE(facts.isInterlaced);
}

constexpr auto kX264 = "-c:v libx264 -preset ultrafast ";
constexpr auto kX265 = "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -color_primaries bt2020 -colorspace "
		       "bt2020nc -x265-params log-level=error:colorprim=bt2020:colormatrix=bt2020nc:transfer=";

INSTANTIATE_TEST_SUITE_P(
	Formats, InspectedPictures,
	testing::Values(
		PictureFormat{"8 bit", "8.mkv", std::string(kX264) + "-pix_fmt yuv420p", "yuv420p"},
		PictureFormat{"10 bit", "10.mkv", std::string(kX264) + "-pix_fmt yuv420p10le", "yuv420p10le", 10},
		PictureFormat{"12 bit", "12.mkv",
			      "-c:v libx265 -preset ultrafast -x265-params log-level=error -pix_fmt yuv420p12le",
			      "yuv420p12le", 12},
		PictureFormat{"4:2:2", "422.mkv", std::string(kX264) + "-pix_fmt yuv422p", "yuv422p", 8,
			      Chroma::Yuv422},
		PictureFormat{"4:4:4", "444.mkv", std::string(kX264) + "-pix_fmt yuv444p", "yuv444p", 8,
			      Chroma::Yuv444},
		PictureFormat{"RGB", "rgb.mkv", "-c:v libx264rgb -preset ultrafast -pix_fmt rgb24", "gbrp", 8,
			      Chroma::Rgb},
		PictureFormat{"grey", "grey.mkv", "-c:v ffv1 -pix_fmt gray", "gray", 8, Chroma::Grey},
		PictureFormat{"BT.2020 without HDR", "wide.mkv", std::string(kX265) + "bt2020-10", "yuv420p10le", 10},
		PictureFormat{"PQ", "pq.mkv", std::string(kX265) + "smpte2084 -color_trc smpte2084", "yuv420p10le", 10,
			      Chroma::Yuv420, DynamicRange::Pq},
		PictureFormat{"PQ in MP4", "pq.mp4", std::string(kX265) + "smpte2084 -color_trc smpte2084",
			      "yuv420p10le", 10, Chroma::Yuv420, DynamicRange::Pq},
		PictureFormat{"HLG", "hlg.mkv", std::string(kX265) + "arib-std-b67 -color_trc arib-std-b67",
			      "yuv420p10le", 10, Chroma::Yuv420, DynamicRange::Hlg}),
	[](const auto &test) { return readable(test.index, test.param.what); });

TEST(Inspect, TellsHalfPicturesFromWholeOnes)
{
	const std::string interlaced = std::string(kX264) + "-pix_fmt yuv420p -flags +ildct+ilme -x264-params ";
	EXPECT_TRUE(inspected(aSecondOf("upper.mkv", interlaced + "tff=1")).isInterlaced);
	EXPECT_TRUE(inspected(aSecondOf("lower.mp4", interlaced + "bff=1")).isInterlaced);
	EXPECT_FALSE(inspected(fastStartMp4()).isInterlaced);
}

void expectShape(const MediaFacts &facts, Size stored, Size shown, bool hasSquarePixels)
{
	EXPECT_EQ(facts.stored.width_px, stored.width_px);
	EXPECT_EQ(facts.stored.height_px, stored.height_px);
	EXPECT_EQ(facts.shown.width_px, shown.width_px);
	EXPECT_EQ(facts.shown.height_px, shown.height_px);
	EXPECT_EQ(facts.hasSquarePixels, hasSquarePixels);
}

TEST(Inspect, ShowsPixelsThatAreNotSquareAsSquareOnesOfTheirLongerSide)
{
	const auto withPixels = [](const char *name, const char *aspect) {
		return inspected(
			aSecondOf(name, std::string(kX264) + "-pix_fmt yuv420p -vf setsar=" + std::string(aspect)));
	};
	expectShape(withPixels("square.mkv", "1"), {320, 240}, {320, 240}, true);
	expectShape(withPixels("wide-pixels.mkv", "4/3"), {320, 240}, {427, 240}, false);
	expectShape(withPixels("wide-pixels.mp4", "4/3"), {320, 240}, {427, 240}, false);
	expectShape(withPixels("high-pixels.mkv", "3/4"), {320, 240}, {320, 320}, false);
}

// As ffmpeg turns it: against the clock.
std::filesystem::path turnedMp4(const std::string &name, const std::vector<std::string> &how)
{
	std::vector<std::string> arguments = how;
	arguments.insert(arguments.end(), {"-i", fastStartMp4().string(), "-c", "copy"});
	return clip("inspect-" + name, arguments);
}

TEST(Inspect, KnowsHowAPictureIsTurnedToStandUpright)
{
	const MediaFacts left = inspected(turnedMp4("left.mp4", {"-display_rotation", "90"}));
	EXPECT_EQ(left.rotation_deg, 270);
	expectShape(left, {640, 360}, {360, 640}, true);
	const MediaFacts right = inspected(turnedMp4("right.mov", {"-display_rotation", "-90"}));
	EXPECT_EQ(right.rotation_deg, 90);
	expectShape(right, {640, 360}, {360, 640}, true);
	const MediaFacts over = inspected(turnedMp4("over.mp4", {"-display_rotation", "180"}));
	EXPECT_EQ(over.rotation_deg, 180);
	expectShape(over, {640, 360}, {640, 360}, true);
	EXPECT_EQ(inspected(fastStartMp4()).rotation_deg, 0);
	EXPECT_FALSE(inspected(fastStartMp4()).isFlipped);
	EXPECT_TRUE(inspected(turnedMp4("flipped.mp4", {"-display_vflip"})).isFlipped);
}

// --- its times ---

TEST(Inspect, TellsTheRealRateFromTheNominalOne)
{
	const std::string h264 = std::string(kX264) + "-pix_fmt yuv420p ";
	const MediaFacts even =
		inspected(aSecondOf("ntsc.mp4", h264, "testsrc2=size=320x240:rate=30000/1001:duration=2"));
	for (const FrameRate &rate : {even.frameRate, even.nominalFrameRate}) {
		EXPECT_EQ(rate.numerator, 30000);
		EXPECT_EQ(rate.denominator, 1001);
	}
	// One second at 30 pictures, one at 15.
	const MediaFacts uneven =
		inspected(aSecondOf("variable.mp4", h264 + "-vf select='lt(t,1)+not(mod(n,2))' -fps_mode vfr",
				    "testsrc2=size=320x240:rate=30:duration=2"));
	EXPECT_NEAR(uneven.frameRate.perSecond(), 22.5, 0.5);
	EXPECT_NEAR(uneven.nominalFrameRate.perSecond(), 30, 0.01);
	EXPECT_TRUE(varies(uneven.nominalFrameRate, uneven.frameRate));
	const MediaFacts jittery = inspected(h264Mkv60());
	EXPECT_FALSE(varies(jittery.nominalFrameRate, jittery.frameRate)) << "an MKV rounds to milliseconds";
}

// A picture and a sound, of which one begins so much later.
std::filesystem::path delayed(const std::string &name, const char *picture_s, const char *sound_s)
{
	return clip("inspect-" + name,
		    {"-itsoffset", picture_s, "-f",      "lavfi",     "-i",  "testsrc2=size=320x240:rate=30:duration=1",
		     "-itsoffset", sound_s,   "-f",      "lavfi",     "-i",  "sine=sample_rate=48000:duration=1",
		     "-c:v",       "libx264", "-preset", "ultrafast", "-bf", "0",
		     "-pix_fmt",   "yuv420p", "-c:a",    "pcm_s16le"});
}

TEST(Inspect, KnowsWhenEachStreamBegins)
{
	for (const char *ending : {"mkv", "mov"}) {
		const MediaFacts late = inspected(delayed(std::string("late-picture.") + ending, "0.5", "0"));
		EXPECT_NEAR(static_cast<double>(late.videoStart_us), 500'000, 1'000) << ending;
		ASSERT_EQ(late.soundTracks.size(), 1u) << ending;
		EXPECT_NEAR(static_cast<double>(late.soundTracks[0].start_us), 0, 1'000) << ending;
		const MediaFacts silent = inspected(delayed(std::string("late-sound.") + ending, "0", "0.25"));
		EXPECT_NEAR(static_cast<double>(silent.videoStart_us), 0, 1'000) << ending;
		ASSERT_EQ(silent.soundTracks.size(), 1u) << ending;
		EXPECT_NEAR(static_cast<double>(silent.soundTracks[0].start_us), 250'000, 1'000) << ending;
	}
}

TEST(Inspect, CountsTimesFromTheBeginningOfAFileThatBeginsLater)
{
	const MediaFacts facts = inspected(ts()); // whose clock begins at 1.4 seconds
	EXPECT_LT(facts.videoStart_us, 100'000);
	ASSERT_EQ(facts.soundTracks.size(), 1u);
	EXPECT_LT(facts.soundTracks[0].start_us, 100'000);
	EXPECT_EQ(std::min(facts.videoStart_us, facts.soundTracks[0].start_us), 0);
}

// --- its sound ---

// Three tracks, as OBS names them; each its own channels and rate.
std::filesystem::path threeTracks(const std::string &name)
{
	const std::vector<std::string> arguments = wordsOf(
		"-f lavfi -i testsrc2=size=320x240:rate=30:duration=1 -f lavfi -i sine=sample_rate=48000:duration=1 "
		"-map 0 -map 1 -map 1 -map 1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac "
		"-ac:a:0 2 -ar:a:0 48000 -ac:a:1 1 -ar:a:1 44100 -ac:a:2 6 -ar:a:2 48000 "
		"-metadata:s:a:0 title=Game -metadata:s:a:1 title=Mic/Aux");
	return clip("inspect-" + name, arguments);
}

TEST(Inspect, KnowsEverySoundTrackByItsNameChannelsAndRate)
{
	for (const char *file : {"tracks.mkv", "tracks.mp4", "tracks.mov"}) {
		const MediaFacts facts = inspected(threeTracks(file));
		ASSERT_EQ(facts.soundTracks.size(), 3u) << file;
		const SoundTrack &first = facts.soundTracks[0];
		const SoundTrack &second = facts.soundTracks[1];
		const SoundTrack &third = facts.soundTracks[2];
		EXPECT_EQ(first.number, 1) << file;
		EXPECT_EQ(third.number, 3) << file;
		EXPECT_EQ(first.name, "Game") << file;
		EXPECT_EQ(second.name, "Mic/Aux") << file;
		EXPECT_EQ(third.name, "") << file << ": nobody gave it one";
		EXPECT_EQ(first.channels, 2) << file;
		EXPECT_EQ(second.channels, 1) << file;
		EXPECT_EQ(third.channels, 6) << file;
		EXPECT_EQ(first.rate_hz, 48'000) << file;
		EXPECT_EQ(second.rate_hz, 44'100) << file;
		EXPECT_EQ(first.codec, "aac") << file;
		EXPECT_TRUE(first.hasSound) << file;
		EXPECT_EQ(facts.postedTrack, 1) << file;
	}
	const MediaFacts silent = inspected(silentMp4());
	EXPECT_TRUE(silent.soundTracks.empty());
	EXPECT_EQ(silent.postedTrack, 0);
}

// --- edit lists ---

// Trimmed without loss: from the key frame before on all is still in the file, and an edit list hides it.
TEST(Inspect, SeesWhatAnEditListHides)
{
	const auto trimmed = [](const std::string &name, const char *from_s) {
		return clip("inspect-" + name,
			    {"-ss", from_s, "-i", fastStartMp4().string(), "-c", "copy", "-movflags", "+faststart"});
	};
	const auto hidden = trimmed("trimmed.mp4", "0.7"); // a key frame every half second
	const ClipInfo clip = probe(hidden).value();
	EXPECT_EQ(clip.hidden, HiddenPictures::Needed);
	EXPECT_NEAR(static_cast<double>(inspected(hidden).duration_us), 1'300'000, 50'000);
	EXPECT_EQ(probe(fastStartMp4())->hidden, HiddenPictures::None);
	EXPECT_EQ(inspect(clip)->duration_us, clip.duration_ms * 1000) << "what was probed is not measured anew";
}

} // namespace
} // namespace DirectPost::Media
