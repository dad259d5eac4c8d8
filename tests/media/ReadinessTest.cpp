#include <media/Readiness.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace DirectPost::Media {
namespace {

using namespace std::chrono_literals;

class MovableClock : public Clock {
public:
	std::chrono::system_clock::time_point wallNow() const override { return wall; }
	std::chrono::steady_clock::time_point steadyNow() const override { return steady; }
	std::chrono::system_clock::time_point wall{1'000'000s};
	std::chrono::steady_clock::time_point steady{5'000s};
};

// A gate over files that exist only in the test's mind. Time passes as the gate asks for it.
struct Gate : testing::Test {
	const std::chrono::system_clock::time_point recordingStarted{900'000s};
	MovableClock clock;
	std::map<std::string, Look> files;

	void put(const std::string &name, FileState state, int64_t size_bytes)
	{
		files[name] = {state, size_bytes, recordingStarted + 60s};
	}

	Readiness gate(const std::string &file, const std::string &remuxTarget = {})
	{
		return over({file, remuxTarget, recordingStarted});
	}

	Readiness overOutputsOwn(const std::string &file, const std::string &remuxTarget = {})
	{
		return over({file, remuxTarget, recordingStarted, false, true});
	}

	Readiness gateByHand(const std::string &file) { return over({file, {}, {}}); }

	Readiness over(Candidate candidate)
	{
		return {std::move(candidate), clock, [this](const std::filesystem::path &file) {
				return files[file.string()];
			}};
	}

	// "" while it says to look again
	std::string poll(Readiness &gate)
	{
		const auto verdict = gate.poll();
		if (const auto *ready = std::get_if<Readiness::Ready>(&verdict))
			return "ready " + ready->file.string() + (ready->looksOlder ? ", older" : "");
		if (const auto *failed = std::get_if<Readiness::Failed>(&verdict))
			return failed->error.code;
		lastPause = std::get<Readiness::LookAgain>(verdict).after;
		clock.steady += lastPause;
		return "";
	}

	// Polls until the gate decides; `waited` says how long that took.
	std::string decide(Readiness &gate)
	{
		const auto began = clock.steady;
		for (int i = 0; i < 1000; i++) {
			if (const std::string verdict = poll(gate); !verdict.empty()) {
				waited = std::chrono::duration_cast<std::chrono::milliseconds>(clock.steady - began);
				return verdict;
			}
		}
		return "never";
	}

	std::chrono::milliseconds lastPause{0};
	std::chrono::milliseconds waited{0};
};

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

TEST_F(Gate, TakesTheRemuxOfARecordingWhateverTheClocksSay)
{
	put("a.mkv", FileState::Closed, 1000);
	put("a.mp4", FileState::Closed, 990);
	files["a.mkv"].modified = recordingStarted - 1h;
	files["a.mp4"].modified = recordingStarted - 1h + 5s;
	auto gate = overOutputsOwn("a.mkv", "a.mp4");
	EXPECT_EQ(decide(gate), "ready a.mp4");
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
