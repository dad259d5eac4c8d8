#include "Gate.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Media {
namespace {

using namespace std::chrono_literals;

TEST_F(Gate, TakesAClosedFileAfterTwoEqualLooks)
{
	put("a.mkv", FileState::Closed, 1000);
	auto gate = this->gate("a.mkv");
	EXPECT_EQ(poll(gate), "");
	EXPECT_EQ(poll(gate), "ready a.mkv");
	EXPECT_EQ(lastPause, 250ms);
}

TEST_F(Gate, DoesNotTakeAClosedFileThatStillChanges)
{
	put("a.mp4", FileState::Closed, 1000);
	auto gate = this->gate("a.mp4");
	for (int i = 1; i <= 10; i++) {
		EXPECT_EQ(poll(gate), "");
		put("a.mp4", FileState::Closed, 1000 + i);
	}
	EXPECT_EQ(decide(gate), "ready a.mp4");
}

TEST_F(Gate, NoticesAFileWrittenToWithoutGrowing)
{
	put("a.mp4", FileState::Closed, 1000);
	auto gate = this->gate("a.mp4");
	EXPECT_EQ(poll(gate), "");
	files["a.mp4"].modified += 1ms;
	EXPECT_EQ(poll(gate), "");
	EXPECT_EQ(poll(gate), "ready a.mp4");
}

// Whoever chose it, for it may still be written: its muxer is silent for five seconds.
TEST_F(Gate, GivesMatroskaOfUnknownSizeTheTimeOfACluster)
{
	put("a.mkv", FileState::InClusters, 1000);
	for (auto gate : {this->gate("a.mkv"), gateByHand("a.mkv")}) {
		EXPECT_EQ(decide(gate), "ready a.mkv");
		EXPECT_GE(waited, 6s);
		EXPECT_LT(waited, 9s);
	}
}

TEST_F(Gate, GivesOpenEndedFilesMoreTime)
{
	put("a.ts", FileState::OpenEnded, 1000);
	auto gate = this->gate("a.ts");
	EXPECT_EQ(decide(gate), "ready a.ts");
	EXPECT_GE(waited, 1500ms);
	EXPECT_LT(waited, 3000ms);
}

TEST_F(Gate, BacksOffWhileAFileGrowsAndWaitsWithoutLimit)
{
	auto gate = this->gate("a.mkv");
	for (int64_t i = 1; i <= 300; i++) {
		put("a.mkv", FileState::Incomplete, i * 1'000'000);
		EXPECT_EQ(poll(gate), "");
	}
	EXPECT_EQ(lastPause, 2000ms);
	put("a.mkv", FileState::Closed, 300'000'000);
	EXPECT_EQ(decide(gate), "ready a.mkv");
	EXPECT_LE(waited, 500ms);
}

TEST_F(Gate, WaitsForAFileThatComesLate)
{
	auto gate = this->gate("a.mkv");
	EXPECT_EQ(poll(gate), "");
	EXPECT_EQ(poll(gate), "");
	put("a.mkv", FileState::Closed, 1000);
	EXPECT_EQ(decide(gate), "ready a.mkv");
}

TEST_F(Gate, SaysWhenAFileNeverComes)
{
	auto gate = this->gate("a.mkv");
	EXPECT_EQ(decide(gate), "file_missing");
	EXPECT_GE(waited, 10s);
	EXPECT_LT(waited, 14s);
}

TEST_F(Gate, SaysWhenAFileVanishes)
{
	put("a.mkv", FileState::Incomplete, 1000);
	auto gate = this->gate("a.mkv");
	EXPECT_EQ(poll(gate), "");
	files.erase("a.mkv");
	EXPECT_EQ(decide(gate), "file_missing");
}

TEST_F(Gate, SaysWhenAFileStaysEmpty)
{
	put("a.mkv", FileState::Incomplete, 0);
	auto gate = this->gate("a.mkv");
	EXPECT_EQ(decide(gate), "recording_empty");
}

TEST_F(Gate, SaysWhenAFileIsNeverCompleted)
{
	put("a.mp4", FileState::Incomplete, 1000);
	auto gate = this->gate("a.mp4");
	EXPECT_EQ(decide(gate), "recording_incomplete");
}

// Whoever holds it lets go of it some time: then it can be tried again.
TEST_F(Gate, SaysWhenAnotherProgramHoldsAFile)
{
	put("a.mkv", FileState::Unreadable, 1000);
	auto gate = this->gate("a.mkv");
	EXPECT_EQ(decide(gate), "file_unreadable");
	EXPECT_GE(waited, 10s);
	auto again = this->gate("a.mkv");
	EXPECT_EQ(poll(again), "");
	put("a.mkv", FileState::Closed, 1000);
	EXPECT_EQ(decide(again), "ready a.mkv");
}

TEST_F(Gate, IsMorePatientWithBiggerFiles)
{
	put("a.mp4", FileState::Incomplete, 3'000'000'000);
	auto gate = this->gate("a.mp4");
	EXPECT_EQ(decide(gate), "recording_incomplete");
	EXPECT_GE(waited, 40s);
	EXPECT_LT(waited, 45s);
}

TEST_F(Gate, RemarksAFileFromBeforeTheRecording)
{
	put("old.mkv", FileState::Closed, 1000);
	files["old.mkv"].modified = recordingStarted - 3s;
	auto gate = this->gate("old.mkv");
	EXPECT_EQ(decide(gate), "ready old.mkv, older");
	EXPECT_GE(waited, 1s);
	EXPECT_LE(waited, 2s);
}

TEST_F(Gate, TakesTheOutputsWordForItsFileWhateverTheClocksSay)
{
	for (const auto age : {1h, -1h}) {
		put("a.mkv", FileState::Closed, 1000);
		files["a.mkv"].modified = recordingStarted - age;
		auto gate = overOutputsOwn("a.mkv");
		EXPECT_EQ(decide(gate), "ready a.mkv");
		EXPECT_EQ(waited, 250ms);
	}
}

TEST_F(Gate, BearsTheCoarseTimesOfSomeDisks)
{
	put("a.mkv", FileState::Closed, 1000);
	files["a.mkv"].modified = recordingStarted - 1900ms;
	auto gate = this->gate("a.mkv");
	EXPECT_EQ(decide(gate), "ready a.mkv");
}

TEST_F(Gate, TakesAnOldFileForNewOnceItIsOverwritten)
{
	put("replay.mkv", FileState::Closed, 1000);
	files["replay.mkv"].modified = recordingStarted - 1h;
	auto gate = this->gate("replay.mkv");
	EXPECT_EQ(poll(gate), "");
	put("replay.mkv", FileState::Closed, 2000);
	EXPECT_EQ(decide(gate), "ready replay.mkv");
}

TEST_F(Gate, TakesAFileChosenByHandHoweverOldItIs)
{
	put("old.mkv", FileState::Closed, 1000);
	files["old.mkv"].modified = std::chrono::system_clock::time_point{} + 24h;
	auto gate = gateByHand("old.mkv");
	EXPECT_EQ(decide(gate), "ready old.mkv");
	EXPECT_EQ(waited, 250ms);
}

TEST_F(Gate, HandsOverAnUnfinishedFileChosenByHandSoThatItsContentDecides)
{
	put("crashed.mp4", FileState::Incomplete, 3'000'000'000);
	auto gate = gateByHand("crashed.mp4");
	EXPECT_EQ(decide(gate), "ready crashed.mp4");
	EXPECT_LT(waited, 3s);
}

// OBS may still write it: its muxer is silent for five seconds.
TEST_F(Gate, GivesUnclosedMatroskaChosenByHandTheTimeOfACluster)
{
	put("a.mkv", FileState::Unclosed, 1000);
	auto gate = gateByHand("a.mkv");
	EXPECT_EQ(decide(gate), "ready a.mkv");
	EXPECT_GE(waited, 6s);
	EXPECT_LT(waited, 7s);

	auto growing = gateByHand("a.mkv");
	for (int cluster = 1; cluster < 10; cluster++) {
		put("a.mkv", FileState::Unclosed, 1000 + cluster);
		for (const auto until = clock.steady + 5s; clock.steady < until;)
			ASSERT_EQ(poll(growing), "");
	}
}

TEST_F(Gate, SaysWhenMatroskaOfARecordingIsNeverClosed)
{
	put("a.mkv", FileState::Unclosed, 1000);
	auto gate = this->gate("a.mkv");
	EXPECT_EQ(decide(gate), "recording_incomplete");
}

TEST_F(Gate, HandsOverWhatARecordingThatFailedHasLeft)
{
	put("half.mkv", FileState::Incomplete, 1000);
	auto gate =
		over({.file = "half.mkv", .remuxTarget = {}, .recordingStarted = recordingStarted, .hasFailed = true});
	EXPECT_EQ(decide(gate), "ready half.mkv");
	EXPECT_LT(waited, 5s);
}

TEST_F(Gate, SaysAtOnceWhenAFileChosenByHandIsNotThere)
{
	auto gate = gateByHand("nothing.mp4");
	EXPECT_EQ(poll(gate), "file_missing");
}

TEST_F(Gate, WaitsForAFileChosenByHandThatIsStillBeingCopied)
{
	auto gate = gateByHand("copy.mp4");
	for (int64_t i = 1; i < 100; i++) {
		put("copy.mp4", FileState::Incomplete, i);
		EXPECT_EQ(poll(gate), "");
	}
}

} // namespace
} // namespace DirectPost::Media
