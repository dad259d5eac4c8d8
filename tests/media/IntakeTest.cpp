#include "Fixtures.hpp"

#include <media/Intake.hpp>
#include <media/Texts.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <future>
#include <mutex>
#include <optional>
#include <semaphore>
#include <set>
#include <stdexcept>
#include <thread>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

// Writes down what the intake says, and lets the test wait for it.
class Witness {
public:
	IntakeObserver observer()
	{
		IntakeObserver observer;
		observer.waiting = [this](uint64_t, const std::filesystem::path &) {
			note("waiting");
		};
		observer.probed = [this](const Clip &) {
			note("probed");
		};
		observer.pictured = [this](uint64_t, const Picture &) {
			note("pictured");
		};
		observer.remuxing = [this](uint64_t, double) {
			note("remuxing");
		};
		observer.ready = [this](const Clip &clip) {
			const std::scoped_lock lock(mutex_);
			ready_ = clip;
			steps_.push_back("ready");
			changed_.notify_all();
		};
		observer.failed = [this](uint64_t, const Error &error) {
			note("failed " + error.code);
		};
		return observer;
	}

	bool waitFor(const std::string &step)
	{
		std::unique_lock lock(mutex_);
		return changed_.wait_for(lock, 60s, [&] { return std::ranges::find(steps_, step) != steps_.end(); });
	}

	std::vector<std::string> steps()
	{
		const std::scoped_lock lock(mutex_);
		auto steps = steps_;
		steps.erase(std::ranges::unique(steps).begin(), steps.end());
		return steps;
	}

	Clip ready()
	{
		const std::scoped_lock lock(mutex_);
		return ready_;
	}

	void clear()
	{
		const std::scoped_lock lock(mutex_);
		steps_.clear();
	}

	void logLine(const std::string &line)
	{
		const std::scoped_lock lock(mutex_);
		log_ += line + "\n";
	}

	std::string log()
	{
		const std::scoped_lock lock(mutex_);
		return log_;
	}

	void note(const std::string &step)
	{
		const std::scoped_lock lock(mutex_);
		steps_.push_back(step);
		changed_.notify_all();
	}

private:
	std::mutex mutex_;
	std::condition_variable changed_;
	std::vector<std::string> steps_;
	Clip ready_;
	std::string log_;
};

// What the test does when the intake speaks comes before the witness writes it down.
template <class... Arguments>
std::function<void(Arguments...)> both(std::function<void(Arguments...)> first,
				       std::function<void(Arguments...)> second)
{
	return [first, second](Arguments... arguments) {
		if (first)
			first(arguments...);
		second(arguments...);
	};
}

struct Intakes : testing::Test {
	Scratch scratch;
	std::filesystem::path cache = scratch / "cache";
	IntakeObserver observer; // what a test adds
	Witness witness;
	Clock clock;
	Workbench bench;
	std::optional<Intake> intake;

	Intakes() { restart(); }

	void restart()
	{
		intake.reset();
		witness.clear();
		IntakeObserver all = witness.observer();
		all.waiting = both(observer.waiting, all.waiting);
		all.probed = both(observer.probed, all.probed);
		all.remuxing = both(observer.remuxing, all.remuxing);
		all.ready = both(observer.ready, all.ready);
		all.failed = both(observer.failed, all.failed);
		intake.emplace(bench, cache, clock, all,
			       [this](LogLevel, const std::string &line) { witness.logLine(line); });
	}

	// Until everything submitted so far is done.
	void waitForBench()
	{
		std::promise<void> done;
		bench.submit([&](const std::stop_token &) { done.set_value(); });
		done.get_future().wait();
	}

	bool cacheIsEmpty()
	{
		return !std::filesystem::exists(cache) ||
		       std::filesystem::directory_iterator(cache) == std::filesystem::directory_iterator();
	}
};

TEST_F(Intakes, MakesAnMkvReadyByRemuxingIt)
{
	intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "Game");

	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_THAT(witness.steps(), ElementsAre("waiting", "probed", "pictured", "remuxing", "ready"));
	const Clip clip = witness.ready();
	EXPECT_TRUE(clip.isDerived());
	EXPECT_EQ(clip.original.container, Container::Matroska);
	EXPECT_EQ(clip.upload.layout, Layout::FastStart);
	EXPECT_EQ(clip.uploadFile.parent_path(), cache);
	EXPECT_EQ(clip.sceneName, "Game");
	EXPECT_EQ(identify(clip.uploadFile).value(), clip.uploadIdentity);
	EXPECT_TRUE(canBePosted(check(clip, std::nullopt)));
}

TEST_F(Intakes, UsesGoodFilesAsTheyAre)
{
	for (const auto &file : {fastStartMp4(), mov(), webm()}) {
		Witness own;
		Intake direct(bench, cache, clock, own.observer(), [](LogLevel, const std::string &) {});
		direct.admit({file, {}, {}}, Origin::ChosenByHand, "");
		ASSERT_TRUE(own.waitFor("ready")) << file;
		EXPECT_THAT(own.steps(), ElementsAre("waiting", "probed", "pictured", "ready"));
		EXPECT_EQ(own.ready().uploadFile, file);
		EXPECT_FALSE(own.ready().isDerived());
		EXPECT_EQ(own.ready().upload.size_bytes, own.ready().original.size_bytes);
		EXPECT_EQ(own.ready().uploadIdentity, identify(file).value());
	}
	EXPECT_FALSE(std::filesystem::exists(cache));
}

TEST_F(Intakes, WaitsForAFileThatAnotherThreadStillWrites)
{
	const std::string whole = read(h264Mkv());
	const auto file = scratch / "growing.mkv";
	std::binary_semaphore seen{0};
	observer.waiting = [&](uint64_t, const std::filesystem::path &) {
		seen.release();
	};
	restart();
	std::jthread writer([&] {
		std::ofstream stream(file, std::ios::binary);
		stream << whole.substr(0, whole.size() / 2) << std::flush;
		seen.acquire(); // the gate has looked at half a file
		stream << whole.substr(whole.size() / 2) << std::flush;
	});
	while (!std::filesystem::exists(file))
		std::this_thread::yield();
	intake->admit({file, {}, std::chrono::system_clock::now() - 1s}, Origin::Recording, "");

	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_EQ(packetHashes(witness.ready().uploadFile), packetHashes(h264Mkv()));
	EXPECT_EQ(witness.ready().origin, Origin::Recording);
}

TEST_F(Intakes, TakesTheFileObsRemuxedTo)
{
	const auto recording = scratch / "take.mkv";
	const auto target = scratch / "take.mp4";
	std::filesystem::copy_file(h264Mkv(), recording);
	std::filesystem::copy_file(moovLastMp4(), target);
	intake->admit({recording, target, std::chrono::system_clock::now() - 1h}, Origin::Recording, "");
	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_EQ(witness.ready().original.file, target);
	EXPECT_TRUE(witness.ready().isDerived());
}

TEST_F(Intakes, PreparesNothingTikTokWouldRefuse)
{
	const auto small = clip("small.mkv", {"-f", "lavfi", "-i", "testsrc2=size=300x200:rate=30:duration=1", "-c:v",
					      "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"});
	intake->admit({small, {}, {}}, Origin::ChosenByHand, "");
	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_THAT(witness.steps(), ElementsAre("waiting", "probed", "pictured", "ready"));
	EXPECT_TRUE(witness.ready().uploadFile.empty());
	EXPECT_FALSE(witness.ready().isDerived());
	EXPECT_FALSE(canBePosted(check(witness.ready(), std::nullopt)));
}

TEST_F(Intakes, JudgesWhatIsSentAndShowsWhatWasRecorded)
{
	intake->admit({twoTracksMkv(), {}, {}}, Origin::ChosenByHand, "");
	ASSERT_TRUE(witness.waitFor("ready"));
	const auto findings = check(witness.ready(), std::nullopt);
	ASSERT_EQ(findings.size(), 7);
	EXPECT_EQ(findings[0].code, "container_remuxed");
	EXPECT_EQ(findings[6].code, "sound_several_tracks");
	EXPECT_EQ(findings[1].values[0].second, sizeText(witness.ready().upload.size_bytes));
}

TEST_F(Intakes, TellsEveryFailureByItsName)
{
	write(scratch / "empty.mp4", "");
	write(scratch / "cut.mp4", read(moovLastMp4()).substr(0, 5000));
	const std::vector<std::pair<std::filesystem::path, std::string>> cases = {
		{scratch / "nothing.mp4", "file_missing"},
		{scratch / "empty.mp4", "file_empty"},
		{scratch / "cut.mp4", "clip_truncated"},
		{textNamedMp4(), "not_a_video"}};
	for (const auto &[file, code] : cases) {
		intake->admit({file, {}, {}}, Origin::ChosenByHand, "");
		EXPECT_TRUE(witness.waitFor("failed " + code)) << file;
	}
}

TEST_F(Intakes, RefusesAPathFromAnEarlierRecording)
{
	intake->admit({h264Mkv(), {}, std::chrono::system_clock::now() + 1h}, Origin::Recording, "");
	EXPECT_TRUE(witness.waitFor("failed recording_stale"));
}

TEST_F(Intakes, SaysWhenTheFileIsDeletedBeforeItIsRead)
{
	const auto file = scratch / "gone.mkv";
	std::filesystem::copy_file(h264Mkv(), file);
	observer.probed = [&](const Clip &) {
		std::filesystem::remove(file);
	};
	restart();
	intake->admit({file, {}, {}}, Origin::ChosenByHand, "");
	EXPECT_TRUE(witness.waitFor("failed file_missing"));
	EXPECT_TRUE(cacheIsEmpty());
}

TEST_F(Intakes, KeepsARemuxedClipWhoseRecordingIsDeletedMeanwhile)
{
	const auto file = scratch / "gone.mkv";
	std::filesystem::copy_file(h264Mkv(), file);
	observer.remuxing = [&](uint64_t, double) {
		std::error_code ignored;
		std::filesystem::remove(file, ignored);
	};
	restart();
	intake->admit({file, {}, {}}, Origin::ChosenByHand, "");
	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_EQ(packetHashes(witness.ready().uploadFile), packetHashes(h264Mkv()));
}

TEST_F(Intakes, RefusesAFileThatChangesWhileItIsPrepared)
{
	const auto file = scratch / "changing.mkv";
	std::filesystem::copy_file(h264Mkv(), file);
	observer.remuxing = [&](uint64_t, double) {
		std::ofstream(file, std::ios::app) << "more";
	};
	restart();
	intake->admit({file, {}, {}}, Origin::ChosenByHand, "");
	EXPECT_TRUE(witness.waitFor("failed clip_changed"));
	EXPECT_TRUE(cacheIsEmpty());
}

TEST_F(Intakes, CancelsAClipThatWaits)
{
	const auto file = scratch / "never.mp4";
	write(file, read(moovLastMp4()).substr(0, 5000));
	const uint64_t id = intake->admit({file, {}, std::chrono::system_clock::now() - 1s}, Origin::Recording, "");
	ASSERT_TRUE(witness.waitFor("waiting"));
	intake->cancel(id);
	EXPECT_TRUE(witness.waitFor("failed cancelled"));
}

TEST_F(Intakes, CancelsARunningRemuxAndLeavesNothing)
{
	std::atomic<uint64_t> id = 0;
	observer.probed = [&](const Clip &clip) {
		id = clip.id;
	};
	observer.remuxing = [&](uint64_t, double) {
		intake->cancel(id);
	};
	restart();
	intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "");
	EXPECT_TRUE(witness.waitFor("failed cancelled"));
	EXPECT_TRUE(cacheIsEmpty());
}

TEST_F(Intakes, GoesOnWithTheNextClipAfterACancelledOne)
{
	const uint64_t first = intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "");
	intake->cancel(first);
	const uint64_t second = intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "");
	EXPECT_NE(first, second);
	EXPECT_TRUE(witness.waitFor("failed cancelled"));
	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_EQ(witness.ready().id, second);
}

TEST_F(Intakes, IgnoresTheCancellingOfAClipThatIsReadyOrUnknown)
{
	const uint64_t id = intake->admit({fastStartMp4(), {}, {}}, Origin::ChosenByHand, "");
	ASSERT_TRUE(witness.waitFor("ready"));
	intake->cancel(id);
	intake->cancel(id + 1);
	waitForBench();
	EXPECT_EQ(witness.steps().back(), "ready");
}

TEST_F(Intakes, SaysNothingOnceItIsGone)
{
	std::atomic<bool> isGone = false;
	std::atomic<bool> spokeAfter = false;
	std::binary_semaphore begun{0};
	observer.waiting = [&](uint64_t, const std::filesystem::path &) {
		begun.release();
	};
	observer.probed = [&](const Clip &) {
		spokeAfter = isGone.load();
	};
	observer.failed = [&](uint64_t, const Error &) {
		spokeAfter = isGone.load();
	};
	restart();
	intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "");
	begun.acquire();
	intake.reset();
	isGone = true;
	waitForBench();
	EXPECT_FALSE(spokeAfter);
}

TEST_F(Intakes, SurviveAnObserverThatThrows)
{
	observer.probed = [](const Clip &) {
		throw std::runtime_error("a bug");
	};
	restart();
	intake->admit({fastStartMp4(), {}, {}}, Origin::ChosenByHand, "");
	EXPECT_TRUE(witness.waitFor("failed media_internal"));
}

TEST_F(Intakes, NameDerivedFilesAfterTheirSourceButNeverTwiceTheSame)
{
	const auto twin = scratch / "other" / "h264.mkv";
	std::filesystem::create_directories(twin.parent_path());
	std::filesystem::copy_file(h264Mkv(), twin);
	std::set<std::filesystem::path> names;
	for (const auto &file : {h264Mkv(), twin, h264Mkv()}) {
		restart();
		intake->admit({file, {}, {}}, Origin::ChosenByHand, "");
		ASSERT_TRUE(witness.waitFor("ready"));
		const std::string name = witness.ready().uploadFile.filename().string();
		EXPECT_THAT(name, MatchesRegex("h264-[0-9a-f]{16}\\.mp4"));
		names.insert(name);
	}
	EXPECT_EQ(names.size(), 3);
}

TEST_F(Intakes, CopeWithNamesTooLongForACopy)
{
	std::u8string name = u8"\U0001F3AE ";
	while (name.size() < 240)
		name += u8"ü";
	const auto file = scratch / std::filesystem::path(name + u8".mkv");
	std::filesystem::copy_file(h264Mkv(), file);
	intake->admit({file, {}, {}}, Origin::ChosenByHand, "");
	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_TRUE(std::filesystem::exists(witness.ready().uploadFile));
}

TEST_F(Intakes, SayWhenTheCacheCannotBeMade)
{
	write(scratch / "file", "in the way");
	cache = scratch / "file" / "cache";
	restart();
	intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "");
	EXPECT_TRUE(witness.waitFor("failed folder_not_writable"));
}

TEST_F(Intakes, ReapWhatNobodyHoldsAndNothingElse)
{
	const uint64_t id = intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "");
	ASSERT_TRUE(witness.waitFor("ready"));
	const auto held = witness.ready().uploadFile;
	const auto aged = [&](const std::string &name, std::chrono::hours age) {
		write(cache / name, "bytes");
		std::filesystem::last_write_time(cache / name, std::filesystem::file_time_type::clock::now() - age);
		return cache / name;
	};
	const auto old = aged("old-0123456789abcdef.mp4", 25h);
	const auto oldPartial = aged("part-0123456789abcdee.mp4.partial", 25h);
	const auto kept = aged("kept-0123456789abcded.mp4", 25h);
	const auto recent = aged("recent-0123456789abcdec.mp4", 1h);
	const auto users = aged("holiday.mp4", 1000h);
	const auto usersToo = aged("clip-0123456789ABCDEF.mp4", 1000h);

	const auto reap = [&] {
		intake->reap({cache / "." / kept.filename()});
		waitForBench();
	};
	reap();
	EXPECT_FALSE(std::filesystem::exists(old));
	EXPECT_FALSE(std::filesystem::exists(oldPartial));
	for (const auto &file : {held, kept, recent, users, usersToo})
		EXPECT_TRUE(std::filesystem::exists(file)) << file;

	intake->release(id);
	reap();
	EXPECT_FALSE(std::filesystem::exists(held));
	EXPECT_TRUE(std::filesystem::exists(users));
}

TEST_F(Intakes, DeleteWhatWasPreparedOfAClipThatNobodyWillPost)
{
	intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "");
	ASSERT_TRUE(witness.waitFor("ready"));
	const Clip ready = witness.ready();
	ASSERT_TRUE(std::filesystem::exists(ready.uploadFile));
	intake->discard(ready.id);
	waitForBench();
	EXPECT_FALSE(std::filesystem::exists(ready.uploadFile));
	EXPECT_TRUE(std::filesystem::exists(h264Mkv()));
}

TEST_F(Intakes, ReapNothingWhereThereIsNoCache)
{
	intake->reap({});
	waitForBench();
	EXPECT_FALSE(std::filesystem::exists(cache));
}

TEST_F(Intakes, NameNoFolderInTheLog)
{
	intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "");
	ASSERT_TRUE(witness.waitFor("ready"));
	intake->admit({scratch / "nothing.mkv", {}, {}}, Origin::ChosenByHand, "");
	ASSERT_TRUE(witness.waitFor("failed file_missing"));
	EXPECT_THAT(witness.log(),
		    AllOf(HasSubstr("h264.mkv"), HasSubstr("nothing.mkv"), Not(HasSubstr(scratch.folder().string()))));
}

} // namespace
} // namespace DirectPost::Media
