#include "HeardReads.hpp"
#include "Preparations.hpp"

#include <media/Texts.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <semaphore>
#include <stdexcept>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(Preparations, CopyAnMkvIntoAnMp4)
{
	const Source source = sourceOf(h264Mkv());
	preparation->prepare(source, kPlain);

	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_THAT(witness.steps(), ElementsAre("progress", "ready"));
	const Prepared prepared = ready();
	EXPECT_TRUE(prepared.isDerived);
	EXPECT_EQ(prepared.info.layout, Layout::FastStart);
	EXPECT_EQ(prepared.info.file, prepared.file);
	EXPECT_EQ(prepared.file.parent_path(), cache);
	EXPECT_EQ(prepared.identity, identify(prepared.file).value());
	EXPECT_TRUE(canBePosted(check(source, &prepared, std::nullopt)));
}

TEST_F(Preparations, UseGoodFilesAsTheyAre)
{
	for (const auto &file : {fastStartMp4(), mov(), webm()}) {
		const Source source = sourceOf(file);
		const Prepared prepared = readyOf(source);
		EXPECT_THAT(witness.steps(), ElementsAre("ready")) << file;
		EXPECT_EQ(prepared.file, file);
		EXPECT_FALSE(prepared.isDerived);
		EXPECT_EQ(prepared.info.size_bytes, source.info.size_bytes);
		EXPECT_EQ(prepared.identity, source.identity);
		preparation->discard(source.id);
		waitForLanes();
		EXPECT_TRUE(std::filesystem::exists(file));
	}
	EXPECT_FALSE(std::filesystem::exists(cache));
}

TEST_F(Preparations, MakeNothingThatTikTokWouldRefuse)
{
	const auto small = clip("small.mkv", {"-f", "lavfi", "-i", "testsrc2=size=300x200:rate=30:duration=1", "-c:v",
					      "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"});
	const Source source = sourceOf(small);
	const Prepared prepared = readyOf(source);
	EXPECT_FALSE(isWorthPreparing(source));
	EXPECT_TRUE(prepared.file.empty());
	EXPECT_FALSE(prepared.isDerived);
	EXPECT_FALSE(canBePosted(check(source, &prepared, std::nullopt)));
}

TEST_F(Preparations, AreJudgedByWhatIsSentAndShownAsRecorded)
{
	const Source source = sourceOf(twoTracksMkv());
	EXPECT_EQ(check(source, nullptr, std::nullopt)[1].values[0].second, sizeText(source.info.size_bytes));
	const Prepared prepared = readyOf(source);
	const auto findings = check(source, &prepared, std::nullopt);
	ASSERT_EQ(findings.size(), 7);
	EXPECT_EQ(findings[0].code, "container_remuxed");
	EXPECT_EQ(findings[6].code, "sound_several_tracks");
	EXPECT_EQ(findings[1].values[0].second, sizeText(prepared.info.size_bytes));
}

TEST_F(Preparations, SayWhenTheRecordingIsDeletedBeforeItIsRead)
{
	const Source source = sourceOf(copyOfRecording("gone.mkv"));
	std::filesystem::remove(source.info.file);
	preparation->prepare(source, kPlain);
	EXPECT_TRUE(witness.waitFor("failed file_missing"));
	EXPECT_THAT(cached(), IsEmpty());
}

TEST_F(Preparations, KeepACopyWhoseRecordingIsDeletedMeanwhile)
{
	const Source source = sourceOf(copyOfRecording("gone.mkv"));
	observer.progress = [&](uint64_t, const EditPlan &, double) {
		std::error_code ignored;
		std::filesystem::remove(source.info.file, ignored);
	};
	restart();
	EXPECT_EQ(packetHashes(readyOf(source).file), packetHashes(h264Mkv()));
}

TEST_F(Preparations, RefuseARecordingThatChangesMeanwhile)
{
	const Source source = sourceOf(copyOfRecording("changing.mkv"));
	observer.progress = [&](uint64_t, const EditPlan &, double) {
		std::ofstream(source.info.file, std::ios::app) << "more";
	};
	restart();
	preparation->prepare(source, kPlain);
	EXPECT_TRUE(witness.waitFor("failed clip_changed"));
	EXPECT_THAT(cached(), IsEmpty());
}

TEST_F(Preparations, RefuseAFileThatChangedSinceItBecameKnown)
{
	const auto file = scratch / "changed.mp4";
	std::filesystem::copy_file(fastStartMp4(), file);
	const Source source = sourceOf(file);
	std::ofstream(file, std::ios::app) << "more";
	preparation->prepare(source, kPlain);
	EXPECT_TRUE(witness.waitFor("failed clip_changed"));
}

#ifdef __linux__
// The identity is what is sent later: it must be that of the file that was looked at.
TEST_F(Preparations, RefuseAFileThatChangesBeforeItsIdentityIsTaken)
{
	const auto append = [](const std::filesystem::path &file) {
		std::ofstream(file, std::ios::app) << "more";
	};
	const auto overwrite = [](const std::filesystem::path &file) {
		const auto time = std::filesystem::last_write_time(file);
		std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
		stream.seekp(5000);
		stream << "other bytes";
		stream.close();
		std::filesystem::last_write_time(file, time);
	};
	for (const std::function<void(const std::filesystem::path &)> &change :
	     {std::function(append), std::function(overwrite)}) {
		witness.clear();
		const auto file = scratch / "changing.mp4";
		std::filesystem::copy_file(fastStartMp4(), file, std::filesystem::copy_options::overwrite_existing);
		const Source source = sourceOf(file);
		// Nothing of it is read but for its identity.
		const HeardReads reads(scratch.folder(), [&](int number) {
			if (number == 0)
				change(file);
			return false;
		});
		preparation->prepare(source, kPlain);
		EXPECT_TRUE(witness.waitFor("failed clip_changed"));
		EXPECT_EQ(witness.count("ready"), 0);
		EXPECT_GT(reads.count(), 0);
		waitForLanes();
	}
}
#endif

TEST_F(Preparations, CancelWhatRunsAndLeaveNothing)
{
	observer.progress = [&](uint64_t id, const EditPlan &, double) {
		preparation->cancel(id);
	};
	restart();
	preparation->prepare(sourceOf(h264Mkv()), kPlain);
	EXPECT_TRUE(witness.waitFor("failed cancelled"));
	waitForLanes();
	EXPECT_THAT(cached(), IsEmpty());
	EXPECT_THAT(witness.steps(), Not(Contains("ready")));
}

TEST_F(Preparations, CancelWhatStillWaitsForItsTurn)
{
	const Source source = sourceOf(h264Mkv());
	{
		const Occupied occupied(heavy);
		preparation->prepare(source, kCut);
		preparation->cancel(source.id);
		EXPECT_TRUE(witness.waitFor("failed cut cancelled"));
	}
	waitForLanes();
	EXPECT_THAT(witness.steps(), ElementsAre("failed cut cancelled"));
}

TEST_F(Preparations, LeaveReadyWhatIsCancelledTooLate)
{
	const Source source = sourceOf(h264Mkv());
	const Prepared prepared = readyOf(source);
	preparation->cancel(source.id);
	preparation->cancel(source.id + 1);
	waitForLanes();
	EXPECT_EQ(witness.steps().back(), "ready");
	EXPECT_TRUE(std::filesystem::exists(prepared.file));
}

TEST_F(Preparations, PrepareAgainWhatWasCancelled)
{
	const Source source = sourceOf(h264Mkv());
	{
		const Occupied occupied(quick);
		preparation->prepare(source, kPlain);
		preparation->cancel(source.id);
		preparation->prepare(source, kPlain);
	}
	ASSERT_TRUE(witness.waitFor("ready"));
	waitForLanes();
	EXPECT_EQ(cached().size(), 1);
}

TEST_F(Preparations, AnswerAPlanOnceThoughItIsAskedForTwice)
{
	const Source source = sourceOf(h264Mkv());
	{
		const Occupied occupied(quick);
		preparation->prepare(source, kPlain);
		preparation->prepare(source, kPlain);
	}
	ASSERT_TRUE(witness.waitFor("ready"));
	waitForLanes();
	EXPECT_EQ(witness.count("ready"), 1);
	EXPECT_EQ(cached().size(), 1);
}

TEST_F(Preparations, ReplaceAPlanByAnotherOneWithoutAnAnswer)
{
	const Source source = sourceOf(h264Mkv());
	{
		const Occupied occupied(heavy);
		preparation->prepare(source, kCut);
		preparation->prepare(source, kPlain);
		ASSERT_TRUE(witness.waitFor("ready"));
	}
	waitForLanes();
	EXPECT_THAT(witness.steps(), ElementsAre("progress", "ready"));
}

TEST_F(Preparations, DelayNothingQuickByALongPieceOfHeavyWork)
{
	const Occupied occupied(heavy);
	preparation->prepare(sourceOf(h264Mkv(), 1), kCut);
	preparation->prepare(sourceOf(h264Mkv(), 2), kPlain);
	EXPECT_TRUE(witness.waitFor("ready"));
	EXPECT_THAT(witness.steps(), Not(Contains("ready cut")));
}

TEST_F(Preparations, CutAClipAsPlanned)
{
	const Source source = sourceOf(h264Mkv());
	preparation->prepare(source, kCut);
	ASSERT_TRUE(witness.waitFor("ready cut"));
	const Prepared prepared = ready();
	EXPECT_TRUE(prepared.isDerived);
	EXPECT_EQ(prepared.info.layout, Layout::FastStart);
	EXPECT_NEAR(static_cast<double>(prepared.info.duration_ms), 1000, 21); // one frame of sound
	EXPECT_EQ(prepared.file.parent_path(), cache);
}

TEST_F(Preparations, MakeOfAnEditWhatTikTokTakesThoughItWouldRefuseTheSource)
{
	const Source source =
		sourceOf(clip("small.mkv", {"-f", "lavfi", "-i", "testsrc2=size=300x200:rate=30:duration=1", "-c:v",
					    "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"}));
	preparation->prepare(source, {.isRepaired = true});
	ASSERT_TRUE(witness.waitFor("ready cut"));
	EXPECT_TRUE(canBePosted(check(ready().info, std::nullopt)));
}

TEST_F(Preparations, SayOfWhichPlanTheirProgressIs)
{
	std::vector<EditPlan> plans;
	observer.progress = [&](uint64_t, const EditPlan &plan, double) {
		plans.push_back(plan);
	};
	restart();
	const Source source = sourceOf(h264Mkv());
	for (const auto &[plan, step] : {std::pair(kPlain, "ready"), std::pair(kCut, "ready cut")}) {
		plans.clear();
		preparation->prepare(source, plan);
		ASSERT_TRUE(witness.waitFor(step));
		EXPECT_THAT(plans, AllOf(Not(IsEmpty()), Each(plan)));
	}
}

TEST_F(Preparations, SayNothingOnceTheyAreGone)
{
	std::atomic<bool> isGone = false;
	std::atomic<bool> spokeAfter = false;
	std::binary_semaphore begun{0};
	observer.progress = [&](uint64_t, const EditPlan &, double) {
		begun.release();
	};
	observer.ready = [&](uint64_t, const EditPlan &, const Prepared &) {
		spokeAfter = isGone.load();
	};
	restart();
	preparation->prepare(sourceOf(h264Mkv(), 1), kPlain);
	preparation->prepare(sourceOf(h264Mkv60(), 2), kPlain);
	begun.acquire();
	preparation.reset();
	isGone = true;
	waitForLanes();
	EXPECT_FALSE(spokeAfter);
}

TEST_F(Preparations, SurviveAnObserverThatThrows)
{
	observer.progress = [](uint64_t, const EditPlan &, double) {
		throw std::runtime_error("a bug");
	};
	restart();
	preparation->prepare(sourceOf(h264Mkv()), kPlain);
	EXPECT_TRUE(witness.waitFor("failed media_internal"));
	waitForLanes();
	EXPECT_THAT(cached(), IsEmpty());
}

TEST_F(Preparations, NameNoFolderInTheLog)
{
	readyOf(sourceOf(h264Mkv()));
	const Source gone = sourceOf(copyOfRecording("gone.mkv"), 2);
	std::filesystem::remove(gone.info.file);
	preparation->prepare(gone, kPlain);
	ASSERT_TRUE(witness.waitFor("failed file_missing"));
	EXPECT_THAT(witness.logged(),
		    AllOf(HasSubstr("h264.mkv"), HasSubstr("gone.mkv"), Not(HasSubstr(scratch.folder().string()))));
}

} // namespace
} // namespace DirectPost::Media
