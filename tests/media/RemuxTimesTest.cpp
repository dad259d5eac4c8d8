#include "Remuxed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <sstream>

// When a remuxed picture is shown and a sound is heard: from zero, evenly, and as long as before.
namespace DirectPost::Media {
namespace {

using namespace Fixtures;

std::vector<double> numbers(const std::string &lines)
{
	std::istringstream stream(lines);
	std::vector<double> values;
	for (double value = 0; stream >> value;)
		values.push_back(value);
	return values;
}

TEST(Remux, BeginsWithThePictureAndWithWhatIsHeardThen)
{
	const Scratch scratch;
	for (const auto &source : {h264Mkv(), ts(), flv(), fragmentedMp4()}) {
		const auto target = remuxed(source, scratch);
		EXPECT_NEAR(std::stod(ffprobe(target, "v:0", "stream=start_time")), 0, 0.0001) << source;
		EXPECT_NEAR(std::stod(ffprobe(target, "a:0", "stream=start_time")), 0, 0.002) << source;
	}
}

TEST(Remux, RestoresTheFrameRateThatMillisecondsRoundAway)
{
	const Scratch scratch;
	const auto target = remuxed(h264Mkv60(), scratch);
	EXPECT_EQ(ffprobe(target, "v:0", "stream=avg_frame_rate"), "60/1");
	auto times = numbers(ffprobe(target, "v:0", "packet=pts"));
	std::ranges::sort(times);
	ASSERT_EQ(times.size(), 210);
	for (size_t i = 1; i < times.size(); i++)
		EXPECT_EQ(times[i] - times[i - 1], times[1] - times[0]) << i;
}

TEST(Remux, RestoresNtscRatesExactly)
{
	const Scratch scratch;
	const auto source =
		clip("ntsc.mkv", {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=60000/1001:duration=3", "-c:v",
				  "libx264", "-preset", "ultrafast", "-bf", "2", "-pix_fmt", "yuv420p"});
	EXPECT_EQ(ffprobe(remuxed(source, scratch), "v:0", "stream=avg_frame_rate"), "60000/1001");
}

TEST(Remux, LeavesAVariableFrameRateAsItIs)
{
	const Scratch scratch;
	const auto source = clip("variable.mkv",
				 {"-i", fastStartMp4().string(), "-vf",
				  "select='lt(t,1)+not(mod(n,3))',setpts='PTS+0.007*random(0)/TB'", "-fps_mode", "vfr",
				  "-enc_time_base", "1/1000", "-c:v", "libx264", "-preset", "ultrafast", "-an"});
	auto before = numbers(ffprobe(source, "v:0", "packet=pts_time"));
	auto after = numbers(ffprobe(remuxed(source, scratch), "v:0", "packet=pts_time"));
	ASSERT_EQ(before.size(), after.size());
	const double first = *std::ranges::min_element(before);
	for (size_t i = 0; i < before.size(); i++)
		EXPECT_NEAR(after[i], before[i] - first, 0.0016) << i;
}

TEST(Remux, KeepsAGapWhereFramesWereDropped)
{
	const Scratch scratch;
	const auto source =
		clip("dropped.mkv", {"-i", h264Mkv60().string(), "-vf", "select='not(between(n,50,63))'", "-fps_mode",
				     "passthrough", "-c:v", "libx264", "-preset", "ultrafast", "-an"});
	auto times = numbers(ffprobe(remuxed(source, scratch), "v:0", "packet=pts_time"));
	std::ranges::sort(times);
	ASSERT_GT(times.size(), 60);
	EXPECT_NEAR(times[50] - times[49], 15.0 / 60, 0.0001);
	EXPECT_NEAR(times[51] - times[50], 1.0 / 60, 0.0001);
}

TEST(Remux, RisesStrictlyInDecodeOrder)
{
	const Scratch scratch;
	for (const auto &source : {h264Mkv60(), ts(), flv(), hevcMkv()}) {
		const auto target = remuxed(source, scratch);
		for (const char *stream : {"v:0", "a:0"}) {
			const auto times = numbers(ffprobe(target, stream, "packet=dts"));
			EXPECT_EQ(std::ranges::adjacent_find(times, std::greater_equal<>{}), times.end())
				<< source << stream;
		}
	}
}

TEST(Remux, LaysSoundOnItsSampleClock)
{
	const Scratch scratch;
	const auto durations = numbers(ffprobe(remuxed(h264Mkv(), scratch), "a:0", "packet=duration"));
	ASSERT_GT(durations.size(), 50);
	EXPECT_TRUE(
		std::all_of(durations.begin(), durations.end() - 1, [](double samples) { return samples == 1024; }));
}

} // namespace
} // namespace DirectPost::Media
