#include "Gate.hpp"

#include <gtest/gtest.h>

// Where OBS remuxes what it has recorded: which of the two files is taken, and when.
namespace DirectPost::Media {
namespace {

using namespace std::chrono_literals;

TEST_F(Gate, DoesNotTakeTheRemuxOfAnEarlierReplayOfTheSameName)
{
	put("replay.mkv", FileState::Closed, 1000);
	put("replay.mp4", FileState::Closed, 900);
	files["replay.mp4"].modified -= 10s;
	auto gate = this->gate("replay.mkv", "replay.mp4");
	for (int i = 0; i < 3; i++)
		EXPECT_EQ(poll(gate), "");
	files["replay.mp4"] = {FileState::Incomplete, 10, files["replay.mkv"].modified};
	EXPECT_EQ(poll(gate), "");
	files["replay.mp4"] = {FileState::Closed, 990, files["replay.mkv"].modified + 1s};
	EXPECT_EQ(decide(gate), "ready replay.mp4");
}

TEST_F(Gate, TakesTheRemuxOfARecordingWhateverTheClocksSay)
{
	put("a.mkv", FileState::Closed, 1000);
	put("a.mp4", FileState::Closed, 990);
	files["a.mkv"].modified = recordingStarted - 1h;
	files["a.mp4"].modified = recordingStarted - 1h + 5s;
	auto gate = overOutputsOwn("a.mkv", "a.mp4");
	EXPECT_EQ(decide(gate), "ready a.mp4");
}

TEST_F(Gate, PrefersTheRemuxedFileOnceItIsFinal)
{
	put("a.mkv", FileState::Closed, 1000);
	auto gate = this->gate("a.mkv", "a.mp4");
	EXPECT_EQ(poll(gate), "");
	EXPECT_EQ(poll(gate), "");
	put("a.mp4", FileState::Incomplete, 500);
	EXPECT_EQ(poll(gate), "");
	put("a.mp4", FileState::Closed, 1000);
	EXPECT_EQ(decide(gate), "ready a.mp4");
}

TEST_F(Gate, TakesTheSourceWhenTheRemuxNeverBegins)
{
	put("a.mkv", FileState::Closed, 1000);
	auto gate = this->gate("a.mkv", "a.mp4");
	EXPECT_EQ(decide(gate), "ready a.mkv");
	EXPECT_GE(waited, 3s);
	EXPECT_LT(waited, 4s);
}

TEST_F(Gate, WaitsForARemuxAsLongAsItGrows)
{
	put("a.mkv", FileState::Closed, 1000);
	auto gate = this->gate("a.mkv", "a.mp4");
	for (int i = 1; i < 200; i++) {
		EXPECT_EQ(poll(gate), "");
		put("a.mp4", FileState::Incomplete, i);
	}
	put("a.mp4", FileState::Closed, 1000);
	EXPECT_EQ(decide(gate), "ready a.mp4");
}

TEST_F(Gate, TakesTheSourceWhenTheRemuxStopsHalfway)
{
	put("a.mkv", FileState::Closed, 1000);
	put("a.mp4", FileState::Incomplete, 500);
	auto gate = this->gate("a.mkv", "a.mp4");
	EXPECT_EQ(decide(gate), "ready a.mkv");
}

TEST_F(Gate, IgnoresARemuxedFileOfAnEarlierRecording)
{
	put("a.mkv", FileState::Closed, 1000);
	put("a.mp4", FileState::Closed, 900);
	files["a.mp4"].modified = recordingStarted - 1h;
	auto gate = this->gate("a.mkv", "a.mp4");
	EXPECT_EQ(decide(gate), "ready a.mkv");
}

TEST_F(Gate, TakesTheRemuxedFileWhenTheRecordingIsDeleted)
{
	put("a.mkv", FileState::Closed, 1000);
	put("a.mp4", FileState::Incomplete, 500);
	auto gate = this->gate("a.mkv", "a.mp4");
	EXPECT_EQ(poll(gate), "");
	EXPECT_EQ(poll(gate), "");
	files.erase("a.mkv");
	put("a.mp4", FileState::Closed, 1000);
	EXPECT_EQ(decide(gate), "ready a.mp4");
}

TEST_F(Gate, TakesTheRemuxedFileWhenTheRecordingWasGoneFromTheStart)
{
	put("a.mp4", FileState::Closed, 1000);
	auto gate = this->gate("a.mkv", "a.mp4");
	EXPECT_EQ(decide(gate), "ready a.mp4");
}

TEST_F(Gate, RemarksAnOldRemuxedFileWhoseRecordingNeverCame)
{
	put("a.mp4", FileState::Closed, 1000);
	files["a.mp4"].modified = recordingStarted - 1h;
	auto gate = overOutputsOwn("a.mkv", "a.mp4");
	EXPECT_EQ(decide(gate), "ready a.mp4, older");
	EXPECT_GE(waited, 10s);
	auto again = overOutputsOwn("a.mkv", "a.mp4");
	EXPECT_EQ(poll(again), "");
	put("a.mkv", FileState::Closed, 1000);
	EXPECT_EQ(decide(again), "ready a.mkv");
}

TEST_F(Gate, SaysWhenBothFilesAreGone)
{
	put("a.mkv", FileState::Closed, 1000);
	auto gate = this->gate("a.mkv", "a.mp4");
	EXPECT_EQ(poll(gate), "");
	EXPECT_EQ(poll(gate), "");
	files.clear();
	EXPECT_EQ(decide(gate), "file_missing");
}

TEST_F(Gate, ExpectsNoRemuxOntoTheFileItself)
{
	put("a.mp4", FileState::Closed, 1000);
	auto gate = this->gate("a.mp4", "a.mp4");
	EXPECT_EQ(decide(gate), "ready a.mp4");
	EXPECT_EQ(waited, 250ms);
}

TEST_F(Gate, StartsOverWhenAFinalSourceChangesWhileTheRemuxIsAwaited)
{
	put("a.mkv", FileState::Closed, 1000);
	auto gate = this->gate("a.mkv", "a.mp4");
	for (int i = 0; i < 8; i++)
		EXPECT_EQ(poll(gate), "");
	put("a.mkv", FileState::Closed, 2000);
	EXPECT_EQ(decide(gate), "ready a.mkv");
	EXPECT_GE(waited, 3s);
}

} // namespace
} // namespace DirectPost::Media
