#include "Edits.hpp"

#include "../Readable.hpp"

#include <media/Checks.hpp>

#include <gmock/gmock.h>

#include <chrono>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using testing::IsEmpty;

std::vector<std::string> sourceWith(const std::vector<std::string> &more)
{
	std::vector<std::string> arguments = {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=1"};
	arguments.insert(arguments.end(), more.begin(), more.end());
	return arguments;
}

TEST_F(Edits, FillABudgetAndNoMore)
{
	const EditPlan plan = {.target = {.most_bytes = 150'000}};
	const auto edited = make(longGopMp4(), plan);
	ASSERT_TRUE(edited.has_value()) << edited.error().detail;
	const auto size = static_cast<int64_t>(std::filesystem::file_size(target));
	EXPECT_LE(size, 150'000);
	EXPECT_GE(size, 145'500);
	EXPECT_EQ(pictures(target).size(), 120);
	EXPECT_THAT(left(), testing::ElementsAre("edited.mp4"));
}

TEST_F(Edits, LeaveWhatFitsAsItIs)
{
	const auto edited = make(longGopMp4(), {.target = {.most_bytes = 50'000'000}});
	ASSERT_TRUE(edited.has_value());
	EXPECT_EQ(static_cast<int>(edited->means), static_cast<int>(Means::Copy));
	EXPECT_EQ(pictures(target), pictures(longGopMp4()));
}

TEST_F(Edits, SayWhenABudgetIsTooSmall)
{
	EXPECT_EQ(make(longGopMp4(), {.target = {.most_bytes = 8'000}}).error().code, "edit_budget");
	EXPECT_THAT(left(), IsEmpty());
}

TEST_F(Edits, EndWhereTheLongestDurationIsReached)
{
	ASSERT_TRUE(make(longGopMp4(), {.target = {.most_ms = 2000}}).has_value());
	EXPECT_EQ(pictures(target).size(), 60);
}

struct Repair {
	const char *name;
	const char *file;
	std::vector<std::string> arguments;
};

void PrintTo(const Repair &repair, std::ostream *stream)
{
	*stream << repair.name;
}

struct Repairs : Edits, testing::WithParamInterface<Repair> {};

TEST_P(Repairs, GiveWhatTikTokTakes)
{
	const auto source = clip(GetParam().file, sourceWith(GetParam().arguments));
	const auto edited = make(source, {.isRepaired = true});
	ASSERT_TRUE(edited.has_value()) << edited.error().code << edited.error().detail;
	const auto facts = inspect(target).value();
	EXPECT_EQ(facts.videoCodec, "h264");
	EXPECT_EQ(facts.pixelFormat, "yuv420p");
	EXPECT_EQ(facts.range, DynamicRange::Standard);
	EXPECT_FALSE(facts.isInterlaced);
	EXPECT_TRUE(facts.hasSquarePixels);
	EXPECT_EQ(facts.rotation_deg, 0);
	EXPECT_TRUE(canBePosted(check(probe(target).value(), std::nullopt)));
	EXPECT_NEAR(static_cast<double>(facts.duration_us), 1e6, 4e4);
}

INSTANTIATE_TEST_SUITE_P(
	OfSources, Repairs,
	testing::Values(Repair{"MPEG-4", "mpeg4.mkv", {"-c:v", "mpeg4"}},
			Repair{"10 bits",
			       "ten-bits.mkv",
			       {"-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"}},
			Repair{"4:4:4", "444.mkv", {"-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p"}},
			Repair{"4:2:2", "422.mkv", {"-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv422p"}},
			Repair{"120 fps",
			       "120.mkv",
			       {"-vf", "fps=120", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"}},
			Repair{"15 fps",
			       "15.mkv",
			       {"-vf", "fps=15", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"}},
			Repair{"long pixels",
			       "long-pixels.mkv",
			       {"-vf", "scale=480:360,setsar=4/3", "-c:v", "libx264", "-preset", "ultrafast",
				"-pix_fmt", "yuv420p"}},
			Repair{"too small",
			       "small-320.mkv",
			       {"-vf", "scale=320:180", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt",
				"yuv420p"}},
			Repair{"interlaced",
			       "interlaced.mkv",
			       {"-vf", "tinterlace=interleave_top,fps=30", "-c:v", "libx264", "-preset", "ultrafast",
				"-flags", "+ilme+ildct", "-x264-params", "tff=1", "-pix_fmt", "yuv420p"}},
			Repair{"HDR",
			       "hdr.mkv",
			       {"-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", "-color_trc",
				"smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"}}),
	[](const auto &test) { return readable(test.index, test.param.name); });

TEST_F(Edits, EncodeOnlySoundWhereOnlySoundIsWrong)
{
	const auto source = clip("pcm.mkv", {"-i", longGopMp4().string(), "-c:v", "copy", "-c:a", "pcm_s16le"});
	const auto edited = make(source, {.isRepaired = true});
	ASSERT_TRUE(edited.has_value());
	EXPECT_EQ(static_cast<int>(edited->means), static_cast<int>(Means::SoundAlone));
	EXPECT_EQ(pictures(target), pictures(source));
	EXPECT_EQ(ffprobe(target, "a:0", "stream=codec_name,sample_rate,channels"), "aac\n48000\n2");
	EXPECT_NEAR(soundLength_s(target), 4, 0.03);
}

double loudness_dB(const std::filesystem::path &file, int frequency_hz)
{
	const std::string text =
		output({FFMPEG_PROGRAM, "-nostdin", "-hide_banner", "-i", file.string(), "-af",
			"bandpass=f=" + std::to_string(frequency_hz) +
				":width_type=h:w=20,ametadata=mode=print:file=-,astats=metadata=1:reset=0,"
				"ametadata=mode=print:key=lavfi.astats.Overall.RMS_level:file=-",
			"-f", "null", "-"});
	const std::string key = "RMS_level=";
	return std::stod(text.substr(text.rfind(key) + key.size()));
}

TEST_F(Edits, MixTheTracksThatWereChosenAtTheirLevels)
{
	const EditPlan both = {.sound = {.tracks = {{{.track = 1, .level_dB = 0}, {.track = 2, .level_dB = -12}}}}};
	const auto edited = make(twoTracksMkv(), both);
	ASSERT_TRUE(edited.has_value()) << edited.error().detail;
	EXPECT_EQ(static_cast<int>(edited->means), static_cast<int>(Means::SoundAlone));
	EXPECT_EQ(ffprobe(target, "a", "stream=codec_name"), "aac");
	EXPECT_NEAR(loudness_dB(target, 440) - loudness_dB(target, 880), 12, 2);
}

TEST_F(Edits, LeaveOutAllSoundWhereNoTrackIsChosen)
{
	ASSERT_TRUE(make(twoTracksMkv(), {.sound = {.tracks = std::vector<TrackLevel>()}}).has_value());
	EXPECT_EQ(ffprobe(target, "a", "stream=codec_name"), "");
}

TEST_F(Edits, LeaveNothingWhereTheyAreStopped)
{
	std::stop_source stop;
	std::chrono::steady_clock::time_point asked;
	const Progress progress = [&](double) {
		asked = std::chrono::steady_clock::now();
		stop.request_stop();
	};
	const auto edited = makeEdit(longGopMp4(), {.layout = {.kind = LayoutKind::VerticalBlurred}}, {}, target,
				     progress, stop.get_token());
	EXPECT_EQ(edited.error().code, "cancelled");
	EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds{500});
	EXPECT_THAT(left(), IsEmpty());
}

TEST_F(Edits, SayWhichEncoderIsMissing)
{
	const auto edited =
		make(longGopMp4(), {.layout = {.kind = LayoutKind::VerticalCrop}}, {.encoder = "h264_none"});
	EXPECT_EQ(edited.error().code, "encoder_missing");
	EXPECT_THAT(left(), IsEmpty());
}

TEST_F(Edits, EncodeEverythingWhereThatIsWanted)
{
	const auto edited = make(longGopMp4(), {.start_ms = 2000, .end_ms = 2500}, {.alwaysEncodes = true});
	EXPECT_EQ(static_cast<int>(edited->means), static_cast<int>(Means::Encode));
	EXPECT_EQ(pictures(target).size(), 15);
}

#ifdef __linux__
TEST_F(Edits, SayWhenTheDiskIsFull)
{
	std::filesystem::create_symlink("/dev/full", scratch / "edited.mp4.partial");
	EXPECT_EQ(make(longGopMp4(), {.start_ms = 2000}).error().code, "disk_full");
}
#endif

TEST(Estimates, SayWhatAPlanTakes)
{
	const MediaFacts facts = inspect(longGopMp4()).value();
	const auto meansOf = [&](const EditPlan &plan) {
		return whatItTakes(facts, plan).means;
	};
	EXPECT_EQ(meansOf({}), Means::Copy);
	EXPECT_EQ(meansOf({.start_ms = 1000}), Means::SmartCut);
	EXPECT_EQ(meansOf({.sound = {.isLoudnessNormalised = true}}), Means::SoundAlone);
	EXPECT_EQ(meansOf({.target = {.most_bytes = 10'000}}), Means::Encode);
	const Estimate upright = whatItTakes(facts, {.end_ms = 2000, .layout = {.kind = LayoutKind::VerticalBlurred}});
	EXPECT_EQ(upright.means, Means::Encode);
	EXPECT_EQ(upright.duration_ms, 2000);
	EXPECT_EQ(upright.encoded_ms, 2000);
	EXPECT_EQ(upright.size.width_px, 640);
	EXPECT_GT(upright.work_s, 0);
	EXPECT_LE(whatItTakes(facts, {.target = {.most_bytes = 10'000}}).size_bytes, 10'000);
}

TEST(EditPlans, MapTimesOfTheSourceToTheClipAndBack)
{
	const EditPlan plan = {.start_ms = 1000, .end_ms = 3000};
	EXPECT_EQ(plan.inClip_ms(1500), 500);
	EXPECT_EQ(plan.inClip_ms(200), 0);
	EXPECT_EQ(plan.inClip_ms(9000), 2000);
	EXPECT_EQ(plan.inSource_ms(500), 1500);
	EXPECT_EQ(plan.inSource_ms(9000), 3000);
}

TEST(EditPlans, HaveAKeyOfTheirOwn)
{
	const std::vector<EditPlan> plans = {
		{.start_ms = 1},
		{.end_ms = 1},
		{.layout = {.kind = LayoutKind::VerticalCrop}},
		{.layout = {.kind = LayoutKind::VerticalCrop, .window = {1, 2, 3, 4}}},
		{.layoutChanges = {{.from_ms = 1, .layout = {}}}},
		{.sound = {.tracks = std::vector<TrackLevel>()}},
		{.sound = {.tracks = {{{.track = 1, .level_dB = 1}}}}},
		{.sound = {.isLoudnessNormalised = true}},
		{.target = {.most_ms = 1}},
		{.target = {.most_bytes = 1}},
		{.isRepaired = true},
	};
	std::vector<std::string> keys = {EditPlan().key()};
	for (const EditPlan &plan : plans) {
		EXPECT_THAT(keys, testing::Not(testing::Contains(plan.key())));
		keys.push_back(plan.key());
	}
	EXPECT_EQ((EditPlan{.start_ms = 500, .end_ms = 1500}).key(), "69cf7018e3f7ef7a6751c5ff9c5f901b1fc8e4bb");
}

} // namespace
} // namespace DirectPost::Media
