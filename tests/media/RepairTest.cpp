#include "Fixtures.hpp"

#include <media/Checks.hpp>
#include <media/ClipInfo.hpp>
#include <media/Readiness.hpp>
#include <media/Remux.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

// Files that say nothing, or something wrong, about their length, rate and times.
namespace DirectPost::Media {
namespace {

using namespace Fixtures;

struct Rate {
	double perSecond = 0;
	std::string text; // as ffprobe writes it
};

Rate rateOf(const std::string &rate)
{
	if (rate == "60000/1001")
		return {60000.0 / 1001, rate};
	return {std::stod(rate), rate + "/1"};
}

std::filesystem::path repaired(const std::filesystem::path &source, const Scratch &scratch)
{
	const auto target = scratch / "repaired.mp4";
	const auto done = remuxToMp4(source, target, {}, {});
	EXPECT_TRUE(done) << source << " " << done.error().code << ": " << done.error().detail;
	return target;
}

// One hash per picture, in the order they are shown.
std::vector<std::string> framesOf(const std::filesystem::path &file)
{
	std::istringstream lines(output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", file.string(), "-map",
					 "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-"}));
	std::vector<std::string> frames;
	for (std::string line; std::getline(lines, line);) {
		if (!line.starts_with('#'))
			frames.push_back(line.substr(line.rfind(' ')));
	}
	return frames;
}

std::vector<double> timesOf(const std::filesystem::path &file, const std::string &stream)
{
	std::istringstream lines(ffprobe(file, stream, "packet=pts_time"));
	std::vector<double> times;
	for (double time = 0; lines >> time;)
		times.push_back(time);
	std::ranges::sort(times);
	return times;
}

TEST(Repair, MeasuresWhatACrashLeftOfAnFlv)
{
	const Scratch scratch;
	const std::string whole =
		read(clip("crashed.flv", {"-i", flv().string(), "-c", "copy", "-flvflags", "no_duration_filesize"}));
	write(scratch / "crashed.flv", whole.substr(0, whole.size() * 3 / 4));
	const ClipInfo clip = probe(scratch / "crashed.flv").value();
	EXPECT_GT(clip.duration_ms, 1000);
	EXPECT_LT(clip.duration_ms, 1900);
	EXPECT_TRUE(canBePosted(check(clip, {})));
	const ClipInfo target = probe(repaired(scratch / "crashed.flv", scratch)).value();
	EXPECT_NEAR(static_cast<double>(target.duration_ms), static_cast<double>(clip.duration_ms), 100);
}

TEST(Repair, MakesAWholeMp4OfAWebMThatWasNotFinished)
{
	const Scratch scratch;
	const auto live = clip("live.webm", {"-i", webm().string(), "-c", "copy", "-live", "1"});
	write(scratch / "cut.webm", read(webm()).substr(0, std::filesystem::file_size(webm()) * 3 / 4));
	for (const auto &source : {live, scratch / "cut.webm"}) {
		const ClipInfo clip = probe(source).value();
		EXPECT_EQ(check(clip, {})[0].code, source == live ? "container_unfinished" : "container_cut");
		EXPECT_GT(clip.duration_ms, 500) << source;
		EXPECT_LT(clip.duration_ms, 2100) << source;
		const ClipInfo target = probe(repaired(source, scratch)).value();
		EXPECT_FALSE(needsRemux(target)) << source;
		EXPECT_NEAR(static_cast<double>(target.duration_ms), static_cast<double>(clip.duration_ms), 100);
	}
}

TEST(Repair, TakesNoFileForWebMThatHoldsH264)
{
	const Scratch scratch;
	std::string bytes = read(h264Mkv());
	const size_t docType = bytes.find("matroska");
	ASSERT_NE(docType, std::string::npos);
	bytes.replace(docType, 8, std::string("webm") + std::string(4, '\0'));
	write(scratch / "browser.webm", bytes);
	EXPECT_EQ(probe(scratch / "browser.webm")->container, Container::Matroska);
	EXPECT_TRUE(needsRemux(probe(scratch / "browser.webm").value()));
}

TEST(Repair, MeasuresAFrameRateThatNothingSays)
{
	const Scratch scratch;
	const std::vector<std::string> picture = {"-c:v", "libx264", "-preset",  "ultrafast",
						  "-bf",  "2",       "-pix_fmt", "yuv420p"};
	for (const std::string rate : {"60", "60000/1001", "30"}) {
		std::vector<std::string> arguments = {"-f", "lavfi", "-i",
						      "testsrc2=size=640x360:duration=5:rate=" + rate};
		arguments.insert(arguments.end(), picture.begin(), picture.end());
		const auto source = clip("no-metadata.flv", [&] {
			auto all = arguments;
			all.insert(all.end(), {"-flvflags", "no_metadata"});
			return all;
		}());
		const Rate expected = rateOf(rate);
		EXPECT_NEAR(probe(source)->frameRate.perSecond(), expected.perSecond, 0.005) << rate;
		const auto target = repaired(source, scratch);
		EXPECT_EQ(ffprobe(target, "v:0", "stream=avg_frame_rate"), expected.text) << rate;
		const auto times = timesOf(target, "v:0");
		for (size_t i = 1; i < times.size(); i++)
			ASSERT_NEAR(times[i] - times[i - 1], 1 / expected.perSecond, 0.0001) << rate << " " << i;
	}
}

TEST(Repair, GoesOnWhereJoinedRecordingsBeginAnew)
{
	const Scratch scratch;
	for (const auto &part : {ts(), flv()}) {
		const std::string bytes = read(part);
		const bool isFlv = part.extension() == ".flv";
		// An FLV's second header is no tag; what is behind it can be appended.
		write(scratch / "joined", bytes + (isFlv ? bytes.substr(13) : bytes));
		const auto target = repaired(scratch / "joined", scratch);
		for (const char *stream : {"v:0", "a:0"}) {
			const auto times = timesOf(target, stream);
			ASSERT_FALSE(times.empty());
			EXPECT_NEAR(times.back(), 4.0, 0.15) << part << stream;
			double longest = 0;
			for (size_t i = 1; i < times.size(); i++)
				longest = std::max(longest, times[i] - times[i - 1]);
			EXPECT_LT(longest, 0.15) << part << stream;
		}
		EXPECT_GE(timesOf(target, "v:0").size(), 119)
			<< part; // at a seam, a TS may lose the packet that is cut in two
	}
}

TEST(Repair, DoesNotShowAgainWhatWasTrimmedOffTheEnd)
{
	const Scratch scratch;
	// QuickTime and phones trim by an edit list: all tracks end after one second of two.
	std::string bytes = read(moovLastMp4());
	for (size_t at = bytes.find("elst"); at != std::string::npos; at = bytes.find("elst", at + 4))
		bytes.replace(at + 12, 4, std::string("\0\0\x03\xE8", 4));
	write(scratch / "trimmed.mp4", bytes);
	const auto shown = framesOf(scratch / "trimmed.mp4");
	ASSERT_EQ(shown.size(), 30);
	const auto target = repaired(scratch / "trimmed.mp4", scratch);
	auto frames = framesOf(target);
	EXPECT_LE(frames.size(), shown.size() + 2); // pictures that the last ones refer to
	frames.resize(shown.size());
	EXPECT_EQ(frames, shown);
	EXPECT_NEAR(static_cast<double>(probe(target)->duration_ms), 1000, 100);
}

TEST(Repair, WaitsForAnMkvThatKnowsItsDurationInAdvance)
{
	const Scratch scratch;
	std::string bytes = read(h264Mkv());
	const size_t segment = bytes.find("\x18\x53\x80\x67");
	ASSERT_NE(segment, std::string::npos);
	bytes.replace(segment + 4, 8, "\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
	write(scratch / "growing.mkv", bytes.substr(0, bytes.size() / 2));
	EXPECT_EQ(lookAt(scratch / "growing.mkv").state, FileState::InClusters);
}

TEST(Repair, WritesWhatACrashLeftOfAnMkvOnce)
{
	const Scratch scratch;
	const auto live = clip("unfinished.mkv",
			       {"-i", h264Mkv().string(), "-c", "copy", "-live", "1", "-cluster_time_limit", "500"});
	write(scratch / "crashed.mkv", read(live).substr(0, std::filesystem::file_size(live) * 3 / 4));
	EXPECT_THAT(boxes(repaired(scratch / "crashed.mkv", scratch)), testing::StartsWith("ftyp moov free free mdat"));
}

} // namespace
} // namespace DirectPost::Media
