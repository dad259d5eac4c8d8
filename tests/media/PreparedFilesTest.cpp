#include "Preparations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;

struct PreparedFiles : Preparations {};

TEST_F(PreparedFiles, AnswerAReadyPlanWithTheSameFileWhileItIsUnchanged)
{
	const Source source = sourceOf(h264Mkv());
	const Prepared first = readyOf(source);
	const Prepared again = readyOf(source);
	EXPECT_EQ(again.file, first.file);
	EXPECT_EQ(again.identity, first.identity);
	EXPECT_THAT(witness.steps(), ElementsAre("ready"));

	write(first.file, "not a video any more");
	const Prepared anew = readyOf(source);
	EXPECT_NE(anew.file, first.file);
	EXPECT_EQ(packetHashes(anew.file), packetHashes(h264Mkv()));
	waitForLanes();
	EXPECT_EQ(cached().size(), 1);
}

TEST_F(PreparedFiles, DeleteWhatAReplacedPlanWasWriting)
{
	const Source source = sourceOf(h264Mkv());
	observer.progress = [&](uint64_t, const EditPlan &, double) {
		preparation->prepare(source, kCut);
	};
	restart();
	preparation->prepare(source, kPlain);
	ASSERT_TRUE(witness.waitFor("ready cut"));
	waitForLanes();
	EXPECT_THAT(cached(), ElementsAre(ready().file.filename().string()));
	EXPECT_THAT(witness.steps(), Not(Contains("ready")));
}

TEST_F(PreparedFiles, KeepWhatIsReadyWhenAnotherPlanFails)
{
	const Source source = sourceOf(h264Mkv());
	const Prepared prepared = readyOf(source);
	preparation->prepare(source, {.start_ms = 60'000});
	ASSERT_TRUE(witness.waitFor("failed cut edit_empty"));
	EXPECT_TRUE(std::filesystem::exists(prepared.file));
	EXPECT_EQ(readyOf(source).file, prepared.file);
}

TEST_F(PreparedFiles, UseWhatAnEarlierRunPreparedAgain)
{
	Source source = sourceOf(h264Mkv());
	const Prepared before = readyOf(source);
	restart();
	source.id = 7;
	Prepared stored = before;
	stored.identity.fileId = "the computer was restarted";
	const Prepared again = readyOf(source, stored);
	EXPECT_EQ(again.file, before.file);
	EXPECT_EQ(again.identity, before.identity);
	EXPECT_TRUE(again.isDerived);
	EXPECT_THAT(witness.steps(), ElementsAre("ready"));
	EXPECT_EQ(cached().size(), 1);
}

TEST_F(PreparedFiles, MakeAnewWhatIsGoneOrChanged)
{
	const Source source = sourceOf(h264Mkv());
	const auto expected = packetHashes(h264Mkv());
	for (const bool isGone : {true, false}) {
		const Prepared before = readyOf(source);
		restart();
		if (isGone)
			std::filesystem::remove(before.file);
		else
			write(before.file, "something else");
		const Prepared anew = readyOf(source, before);
		EXPECT_NE(anew.file, before.file);
		EXPECT_EQ(packetHashes(anew.file), expected);
	}
}

TEST_F(PreparedFiles, HoldWhatWasHandedInButLetOnlyReapingDeleteIt)
{
	const Source source = sourceOf(h264Mkv());
	const Prepared stored = readyOf(source);
	restart();
	std::filesystem::last_write_time(stored.file, std::filesystem::file_time_type::clock::now() - 25h);
	Prepared earlier = stored;
	earlier.identity = identify(stored.file).value();
	{
		const Occupied occupied(quick); // it is held from the moment it is handed in
		preparation->reap({});
		preparation->prepare(source, kPlain, earlier);
	}
	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_EQ(ready().file, stored.file);

	preparation->discard(source.id);
	preparation->reap({stored.file});
	waitForLanes();
	EXPECT_TRUE(std::filesystem::exists(stored.file)); // a post names it
	preparation->reap({});
	waitForLanes();
	EXPECT_FALSE(std::filesystem::exists(stored.file));
}

TEST_F(PreparedFiles, NameFilesAfterTheirSourceButNeverTwiceTheSame)
{
	const auto twin = scratch / "other" / "h264.mkv";
	std::filesystem::create_directories(twin.parent_path());
	std::filesystem::copy_file(h264Mkv(), twin);
	std::set<std::string> names;
	for (const auto &file : {h264Mkv(), twin, h264Mkv()}) {
		const std::string name = readyOf(sourceOf(file, names.size() + 1)).file.filename().string();
		EXPECT_THAT(name, MatchesRegex("h264-[0-9a-f]{16}\\.mp4"));
		names.insert(name);
	}
	EXPECT_EQ(names.size(), 3);
}

TEST_F(PreparedFiles, CopeWithNamesTooLongForACopy)
{
	std::u8string name = u8"\U0001F3AE ";
	while (name.size() < 240)
		name += u8"ü";
	const auto file = scratch / std::filesystem::path(name + u8".mkv");
	std::filesystem::copy_file(h264Mkv(), file);
	EXPECT_TRUE(std::filesystem::exists(readyOf(sourceOf(file)).file));
}

TEST_F(PreparedFiles, LieBesideTheRecordingWhereTheCacheCannotBeMade)
{
	write(scratch / "file", "in the way");
	cache = scratch / "file" / "cache";
	restart();
	const auto recording = copyOfRecording("a.mkv");
	EXPECT_EQ(readyOf(sourceOf(recording)).file.parent_path(), scratch / ".direct-post");
}

TEST_F(PreparedFiles, SayWhenTheirFolderIsNotThere)
{
	preparation->keepIn(scratch / "unplugged");
	preparation->prepare(sourceOf(h264Mkv()), kPlain);
	EXPECT_TRUE(witness.waitFor("failed folder_not_writable"));
}

TEST_F(PreparedFiles, ReapWhatNobodyHoldsAndNothingElse)
{
	const Source source = sourceOf(h264Mkv());
	const auto held = readyOf(source).file;
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
		preparation->reap({cache / "." / kept.filename()});
		waitForLanes();
	};
	reap();
	EXPECT_FALSE(std::filesystem::exists(old));
	EXPECT_FALSE(std::filesystem::exists(oldPartial));
	for (const auto &file : {held, kept, recent, users, usersToo})
		EXPECT_TRUE(std::filesystem::exists(file)) << file;

	preparation->release(source.id);
	reap();
	EXPECT_TRUE(std::filesystem::exists(held)) << "a post has it that was made after the list of files to keep";
	EXPECT_TRUE(std::filesystem::exists(users));
}

TEST_F(PreparedFiles, DeleteWhatWasMadeOfASourceThatNobodyWillPost)
{
	const Source source = sourceOf(h264Mkv());
	const Prepared prepared = readyOf(source);
	ASSERT_TRUE(std::filesystem::exists(prepared.file));
	preparation->discard(source.id);
	waitForLanes();
	EXPECT_FALSE(std::filesystem::exists(prepared.file));
	EXPECT_TRUE(std::filesystem::exists(h264Mkv()));
}

TEST_F(PreparedFiles, ReapNothingWhereThereIsNoCache)
{
	preparation->reap({});
	waitForLanes();
	EXPECT_FALSE(std::filesystem::exists(cache));
}

} // namespace
} // namespace DirectPost::Media
