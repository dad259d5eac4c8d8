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

} // namespace
} // namespace DirectPost::Media
