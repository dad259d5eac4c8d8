#include "Edits.hpp"
#include "Preparations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

// Recordings that were put behind each other: times begin anew within the file.
namespace DirectPost::Media {
namespace {

using namespace Fixtures;

std::filesystem::path joined(const std::filesystem::path &recording, const Scratch &scratch)
{
	const auto file = scratch / ("joined" + recording.extension().string());
	write(file, read(recording) + read(recording));
	return file;
}

TEST(Joined, FilesAreKnownAndMeasured)
{
	const Scratch scratch;
	for (const auto &recording : {ts(), h264Mkv(), flv()}) {
		const ClipInfo info = probe(joined(recording, scratch)).value();
		EXPECT_TRUE(info.isJoined) << recording;
		EXPECT_NEAR(static_cast<double>(info.duration_ms), 4000, 100) << recording;
		EXPECT_EQ(info.missing_ms, 0) << recording;
	}
}

TEST(Joined, AreNoWholeRecordings)
{
	for (const auto &recording :
	     {ts(), h264Mkv(), flv(), webm(), longRecording("long.ts"), longRecording("long.m2ts")})
		EXPECT_FALSE(probe(recording)->isJoined) << recording;
}

TEST(Joined, FilesAreWrittenOnce)
{
	const Scratch scratch;
	std::vector<double> reports;
	const auto note = [&](double done) {
		reports.push_back(done);
	};
	ASSERT_TRUE(remuxToMp4(joined(longRecording("long.ts"), scratch), scratch / "out.mp4", note, {}));
	EXPECT_TRUE(std::ranges::is_sorted(reports)) << "it began anew";
	EXPECT_NEAR(static_cast<double>(probe(scratch / "out.mp4")->duration_ms), 40'000, 100);
}

struct EditsOfJoinedFiles : Preparations, testing::WithParamInterface<std::filesystem::path (*)()> {};

TEST_P(EditsOfJoinedFiles, TakeWhatIsAtThatTimeOfTheWhole)
{
	std::vector<double> reports;
	observer.progress = [&](uint64_t, const EditPlan &, double done) {
		reports.push_back(done);
	};
	restart();
	const auto recording = GetParam()();
	preparation->prepare(sourceOf(joined(recording, scratch)), {.start_ms = 2500, .end_ms = 3500});
	ASSERT_TRUE(witness.waitFor("ready cut"));
	EXPECT_NEAR(static_cast<double>(ready().info.duration_ms), 1000, 34);
	EXPECT_GT(likeness(ready().file, recording, 15), 0.95);
	EXPECT_TRUE(std::ranges::is_sorted(reports));
	EXPECT_EQ(cached().size(), 1) << "what was made on the way is gone";
}

INSTANTIATE_TEST_SUITE_P(EveryContainer, EditsOfJoinedFiles, testing::Values(&ts, &h264Mkv, &flv),
			 [](const auto &test) { return test.param().extension().string().substr(1); });

// 75 seconds, of which one track has nothing from the second to the 72nd: a screen that stood still, or a microphone
// that was off.
struct Pause {
	std::string track;     // FFmpeg's letter
	std::string container; // its ending
	std::string sound;     // codec
};

std::filesystem::path withPause(const Pause &pause)
{
	return clip("pause-" + pause.track + "-" + pause.sound + "." + pause.container,
		    {"-f",
		     "lavfi",
		     "-i",
		     "testsrc2=s=160x90:r=5:d=75",
		     "-f",
		     "lavfi",
		     "-i",
		     "sine=d=75",
		     "-c:v",
		     "libx264",
		     "-preset",
		     "ultrafast",
		     "-g",
		     "5",
		     "-pix_fmt",
		     "yuv420p",
		     "-c:a",
		     pause.sound,
		     "-ar",
		     "44100",
		     "-bsf:" + pause.track,
		     "noise=drop=between(pts*tb\\,2\\,71.9)"});
}

struct PausesOfOneTrack : testing::TestWithParam<Pause> {};

TEST_P(PausesOfOneTrack, StayInStepWithTheOther)
{
	const Scratch scratch;
	const auto recording = withPause(GetParam());
	EXPECT_FALSE(probe(recording)->isJoined);
	ASSERT_TRUE(remuxToMp4(recording, scratch / "out.mp4", {}, {}));
	for (const char *track : {"v:0", "a:0"}) {
		EXPECT_NEAR(std::stod(ffprobe(scratch / "out.mp4", track, "stream=start_time")), 0, 0.1) << track;
		EXPECT_NEAR(std::stod(ffprobe(scratch / "out.mp4", track, "stream=duration")), 75, 0.3) << track;
	}
}

INSTANTIATE_TEST_SUITE_P(EveryContainer, PausesOfOneTrack,
			 testing::Values(Pause{"v", "mkv", "aac"}, Pause{"v", "ts", "aac"}, Pause{"v", "flv", "aac"},
					 Pause{"a", "mkv", "aac"}, Pause{"a", "ts", "aac"}, Pause{"a", "flv", "aac"},
					 Pause{"a", "ts", "ac3"}, Pause{"v", "ts", "ac3"}),
			 [](const auto &test) {
				 return test.param.track + "_" + test.param.container + "_" + test.param.sound;
			 });

TEST(JoinedFiles, AreMeasuredWithAPauseOfOneTrack)
{
	const Scratch scratch;
	const auto file = joined(withPause({"a", "ts", "aac"}), scratch);
	EXPECT_NEAR(static_cast<double>(probe(file)->duration_ms), 150'000, 300);
}

} // namespace
} // namespace DirectPost::Media
