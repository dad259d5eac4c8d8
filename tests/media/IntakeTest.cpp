#include "Fixtures.hpp"
#include "HeardReads.hpp"
#include "Witness.hpp"

#include <media/Intake.hpp>
#include <media/Preparation.hpp>

#include <base/FileError.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <climits>
#include <fstream>
#include <future>
#include <mutex>
#include <optional>
#include <semaphore>
#include <stdexcept>
#include <thread>
#include <utility>

#ifdef __linux__
#include <sys/inotify.h>
#include <unistd.h>
#endif

namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// Goes as time does, and can be put ahead.
class LeapingClock : public Clock {
public:
	std::chrono::steady_clock::time_point steadyNow() const override
	{
		reads++;
		return Clock::steadyNow() + ahead.load();
	}
	std::atomic<std::chrono::minutes> ahead = 0min;
	mutable std::atomic<int> reads = 0;
};

struct Intakes : testing::Test {
	Scratch scratch;
	IntakeObserver observer; // what a test adds
	Witness witness;
	LeapingClock clock;
	Lane lane;
	std::mutex mutex;
	Source lastKnown;
	std::optional<Intake> intake;

	Intakes() { restart(); }

	void restart()
	{
		intake.reset();
		witness.clear();
		IntakeObserver all = {
			.waiting = [this](uint64_t, const std::filesystem::path &) { witness.note("waiting"); },
			.known =
				[this](const Source &source) {
					{
						const std::scoped_lock lock(mutex);
						lastKnown = source;
					}
					witness.note("known");
				},
			.pictured = [this](uint64_t, const Picture &) { witness.note("pictured"); },
			.failed = [this](uint64_t, const Error &error) { witness.note("failed " + error.code); },
		};
		all.waiting = both(observer.waiting, all.waiting);
		all.known = both(observer.known, all.known);
		all.failed = both(observer.failed, all.failed);
		intake.emplace(lane, clock, all, witness.log());
	}

	Source known()
	{
		const std::scoped_lock lock(mutex);
		return lastKnown;
	}

	// Until everything submitted so far is done.
	void waitForLane()
	{
		std::promise<void> done;
		lane.submit([&](const std::stop_token &) { done.set_value(); });
		done.get_future().wait();
	}
};

TEST_F(Intakes, EndWithASourceThatIsKnownAndPictured)
{
	const CaptureContext context = {"Game", "Celeste", "Untitled", "simple_file_output"};
	const uint64_t id = intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, context);

	ASSERT_TRUE(witness.waitFor("pictured"));
	EXPECT_THAT(witness.steps(), ElementsAre("waiting", "known", "pictured"));
	const Source source = known();
	EXPECT_EQ(source.id, id);
	EXPECT_EQ(source.origin, Origin::ChosenByHand);
	EXPECT_EQ(source.context, context);
	EXPECT_EQ(source.info.file, h264Mkv());
	EXPECT_EQ(source.info.container, Container::Matroska);
	EXPECT_EQ(source.identity, identify(h264Mkv()).value());
	EXPECT_TRUE(isWorthPreparing(source));
}

#ifdef __linux__
TEST_F(Intakes, OpenAFileNoMoreOftenThanNeeded)
{
	const auto file = scratch / "counted.mkv";
	std::filesystem::copy_file(h264Mkv(), file);
	const int notes = inotify_init1(IN_NONBLOCK);
	inotify_add_watch(notes, file.c_str(), IN_OPEN | IN_ACCESS); // the same event twice would count as one
	intake->admit({file, {}, {}}, Origin::ChosenByHand, {});
	ASSERT_TRUE(witness.waitFor("pictured"));
	waitForLane();
	std::vector<inotify_event> events(4096);
	events.resize(static_cast<size_t>(::read(notes, events.data(), events.size() * sizeof(inotify_event))) /
		      sizeof(inotify_event));
	close(notes);
	const auto opened =
		std::ranges::count_if(events, [](const inotify_event &event) { return (event.mask & IN_OPEN) != 0; });
	// Two looks, identity, structure, facts, twice for what an editor wants to know, and the picture.
	EXPECT_EQ(opened, 8);
}
#endif

TEST_F(Intakes, WaitForAFileThatAnotherThreadStillWrites)
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
	intake->admit({file, {}, std::chrono::system_clock::now() - 1s}, Origin::Recording, {});

	ASSERT_TRUE(witness.waitFor("known"));
	EXPECT_EQ(known().identity, identify(file).value());
	EXPECT_EQ(known().info.size_bytes, static_cast<int64_t>(whole.size()));
	EXPECT_EQ(known().origin, Origin::Recording);
}

TEST_F(Intakes, TakeTheFileObsRemuxedTo)
{
	const auto recording = scratch / "take.mkv";
	const auto target = scratch / "take.mp4";
	std::filesystem::copy_file(h264Mkv(), recording);
	std::filesystem::copy_file(moovLastMp4(), target);
	intake->admit({recording, target, std::chrono::system_clock::now() - 1h}, Origin::Recording, {});
	ASSERT_TRUE(witness.waitFor("known"));
	EXPECT_EQ(known().info.file, target);
}

TEST_F(Intakes, KnowAndPictureWhatTikTokWouldRefuse)
{
	const auto small = clip("small.mkv", {"-f", "lavfi", "-i", "testsrc2=size=300x200:rate=30:duration=1", "-c:v",
					      "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"});
	intake->admit({small, {}, {}}, Origin::ChosenByHand, {});
	ASSERT_TRUE(witness.waitFor("pictured"));
	EXPECT_THAT(witness.steps(), ElementsAre("waiting", "known", "pictured"));
	EXPECT_FALSE(isWorthPreparing(known()));
}

TEST_F(Intakes, TellEveryFailureByItsName)
{
	write(scratch / "empty.mp4", "");
	write(scratch / "cut.mp4", read(moovLastMp4()).substr(0, 5000));
	const std::vector<std::pair<std::filesystem::path, std::string>> cases = {
		{scratch / "nothing.mp4", "file_missing"},
		{scratch / "empty.mp4", "file_empty"},
		{scratch / "cut.mp4", "clip_truncated"},
		{textNamedMp4(), "not_a_video"}};
	for (const auto &[file, code] : cases) {
		intake->admit({file, {}, {}}, Origin::ChosenByHand, {});
		EXPECT_TRUE(witness.waitFor("failed " + code)) << file;
	}
}

// As at OBS's start, before a network disk is mounted.
TEST_F(Intakes, WaitForAFolderThatIsAway)
{
	const auto file = scratch / "disk" / "clip.mkv";
	intake->admit({file, {}, {}}, Origin::ChosenByHand, {});
	ASSERT_TRUE(witness.waitForLog("waits"));
	std::filesystem::create_directory(file.parent_path());
	std::filesystem::copy_file(h264Mkv(), file);
	ASSERT_TRUE(witness.waitFor("known"));
	EXPECT_EQ(known().identity.contentId(), identify(h264Mkv())->contentId());
}

TEST_F(Intakes, WaitForADiskThatVanishesBeforeTheFileIsRead)
{
	std::filesystem::create_directory(scratch / "disk");
	const auto file = scratch / "disk" / "clip.mkv";
	std::filesystem::copy_file(h264Mkv(), file);
	bool isPlugged = true;
	// Between the steps: the file was found whole at the second look.
	const Lane::Work unplug = [&](const std::stop_token &) {
		if (clock.reads < 2)
			lane.submit(unplug);
		else if (std::exchange(isPlugged, false))
			std::filesystem::rename(scratch / "disk", scratch / "away");
	};
	intake->admit({file, {}, {}}, Origin::ChosenByHand, {});
	lane.submit(unplug);
	ASSERT_TRUE(witness.waitForLog("waits"));
	std::filesystem::rename(scratch / "away", scratch / "disk");
	EXPECT_TRUE(witness.waitFor("known"));
}

#ifdef __linux__
TEST_F(Intakes, WaitForADiskThatVanishesWhileTheFileIsReadMeasuredOrPictured)
{
	const auto file = scratch / "cut.flv"; // its length is known to nobody who has not read it to its end
	write(file, read(flv()).substr(0, 200'000));
	// From this read on until one has failed; gives back how many there were.
	const auto knowWithADiskThatVanishesAt = [&](int which) {
		restart();
		std::atomic<bool> isBack = false;
		const HeardReads reads(scratch.folder(),
				       [&](int number) { return number >= which && !isBack.exchange(true); });
		intake->admit({file, {}, {}}, Origin::ChosenByHand, {});
		EXPECT_TRUE(witness.waitFor("pictured")) << "vanished at read " << which;
		return reads.count();
	};
	const int reads = knowWithADiskThatVanishesAt(INT_MAX);
	const int64_t whole_ms = known().info.duration_ms;
	for (const int which : {reads / 3, reads - 1}) {
		knowWithADiskThatVanishesAt(which);
		EXPECT_EQ(known().info.duration_ms, whole_ms) << "vanished at read " << which;
	}
}
#endif

TEST_F(Intakes, GiveUpAFolderThatStaysAway)
{
	intake->admit({scratch / "disk" / "clip.mkv", {}, {}}, Origin::ChosenByHand, {});
	ASSERT_TRUE(witness.waitForLog("waits"));
	EXPECT_THAT(witness.steps(), Not(testing::Contains(HasSubstr("failed"))));
	clock.ahead = kFileAwayFor;
	EXPECT_TRUE(witness.waitFor("failed file_missing"));
}

TEST_F(Intakes, CancelAFileWhoseFolderIsAway)
{
	const uint64_t id = intake->admit({scratch / "disk" / "clip.mkv", {}, {}}, Origin::ChosenByHand, {});
	ASSERT_TRUE(witness.waitForLog("waits"));
	intake->cancel(id);
	EXPECT_TRUE(witness.waitFor("failed cancelled"));
}

TEST_F(Intakes, RemarkThatAFileMayBeAnEarlierRecordings)
{
	Candidate candidate{.file = h264Mkv(), .remuxTarget = {}, .recordingStarted = clock.wallNow() + 1h};
	intake->admit(candidate, Origin::Recording, {});
	ASSERT_TRUE(witness.waitFor("known"));
	EXPECT_TRUE(known().looksOlder);
	witness.clear();
	candidate.isNamedByOutput = true;
	intake->admit(candidate, Origin::Recording, {});
	ASSERT_TRUE(witness.waitFor("known"));
	EXPECT_FALSE(known().looksOlder);
}

TEST_F(Intakes, CancelAFileThatWaits)
{
	const auto file = scratch / "never.mp4";
	write(file, read(moovLastMp4()).substr(0, 5000));
	const uint64_t id = intake->admit({file, {}, std::chrono::system_clock::now() - 1s}, Origin::Recording, {});
	ASSERT_TRUE(witness.waitFor("waiting"));
	intake->cancel(id);
	EXPECT_TRUE(witness.waitFor("failed cancelled"));
}

TEST_F(Intakes, GoOnWithTheNextFileAfterACancelledOne)
{
	const uint64_t first = intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, {});
	intake->cancel(first);
	const uint64_t second = intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, {});
	EXPECT_NE(first, second);
	EXPECT_TRUE(witness.waitFor("failed cancelled"));
	ASSERT_TRUE(witness.waitFor("known"));
	EXPECT_EQ(known().id, second);
}

TEST_F(Intakes, SayNothingMoreOfAFileThatIsCancelledOnceItIsKnown)
{
	std::atomic<uint64_t> id = 0;
	observer.known = [&](const Source &source) {
		id = source.id;
		intake->cancel(source.id);
	};
	restart();
	intake->admit({fastStartMp4(), {}, {}}, Origin::ChosenByHand, {});
	ASSERT_TRUE(witness.waitFor("known"));
	waitForLane();
	intake->cancel(id);
	intake->cancel(id + 1);
	waitForLane();
	EXPECT_THAT(witness.steps(), ElementsAre("waiting", "known"));
}

TEST_F(Intakes, SayNothingOnceTheyAreGone)
{
	std::atomic<bool> isGone = false;
	std::atomic<bool> spokeAfter = false;
	std::binary_semaphore begun{0};
	observer.waiting = [&](uint64_t, const std::filesystem::path &) {
		begun.release();
	};
	observer.known = [&](const Source &) {
		spokeAfter = isGone.load();
	};
	observer.failed = [&](uint64_t, const Error &) {
		spokeAfter = isGone.load();
	};
	restart();
	intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, {});
	begun.acquire();
	intake.reset();
	isGone = true;
	waitForLane();
	EXPECT_FALSE(spokeAfter);
}

TEST_F(Intakes, SurviveAnObserverThatThrows)
{
	observer.known = [](const Source &) {
		throw std::runtime_error("a bug");
	};
	restart();
	intake->admit({fastStartMp4(), {}, {}}, Origin::ChosenByHand, {});
	EXPECT_TRUE(witness.waitFor("failed media_internal"));
}

TEST_F(Intakes, NameNoFolderInTheLog)
{
	intake->admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, {});
	ASSERT_TRUE(witness.waitFor("known"));
	intake->admit({scratch / "nothing.mkv", {}, {}}, Origin::ChosenByHand, {});
	ASSERT_TRUE(witness.waitFor("failed file_missing"));
	EXPECT_THAT(witness.logged(),
		    AllOf(HasSubstr("h264.mkv"), HasSubstr("nothing.mkv"), Not(HasSubstr(scratch.folder().string()))));
}

TEST(Source, IsKnownByItsContentAndThePlan)
{
	Source source;
	EXPECT_EQ(source.contentId({}), "");
	EXPECT_EQ(source.contentId({.start_ms = 1000, .end_ms = {}}), "");

	source.identity = identify(h264Mkv()).value();
	const EditPlan fromOne = {.start_ms = 1000, .end_ms = {}};
	const EditPlan toOne = {.start_ms = {}, .end_ms = 1000};
	EXPECT_EQ(source.contentId({}), source.identity.contentId());
	EXPECT_EQ(source.contentId(fromOne), source.contentId({.start_ms = 1000, .end_ms = {}}));
	EXPECT_NE(source.contentId(fromOne), source.contentId({}));
	EXPECT_NE(source.contentId(fromOne), source.contentId(toOne));
	EXPECT_TRUE(EditPlan().isPlain());
	EXPECT_FALSE(fromOne.isPlain());
}

} // namespace
} // namespace DirectPost::Media
