#include "DerivedFiles.hpp"
#include "Fixtures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>

namespace DirectPost::Media {
namespace {

TEST(DerivedFiles, LeaveObsItsRoomOnTheDisk)
{
	const Fixtures::Scratch scratch;
	DerivedFiles derived(scratch / "cache");
	const auto room_bytes = static_cast<int64_t>(std::filesystem::space(scratch.folder()).available);
	EXPECT_TRUE(derived.reserve(1, "clip.mkv", 1'000'000));
	const Expected<std::filesystem::path> none = derived.reserve(2, scratch / "clip.mkv", room_bytes - 100'000'000);
	EXPECT_EQ(none.error().code, "no_room_to_prepare");
	EXPECT_FALSE(std::filesystem::exists(scratch / ".direct-post"));
}

// Disks of any size, by folder.
struct Disks : testing::Test {
	const Fixtures::Scratch scratch;
	const std::filesystem::path cache = scratch / "settings" / "cache";
	const std::filesystem::path recordings = scratch / "recordings";
	const std::filesystem::path recording = recordings / "clip.mkv";
	std::map<std::filesystem::path, int64_t> rooms;
	std::optional<DerivedFiles> derived;

	Disks()
	{
		std::filesystem::create_directories(recordings);
		restart();
	}
	void restart()
	{
		derived.emplace(cache, [this](const std::filesystem::path &folder) -> std::optional<int64_t> {
			const auto room = rooms.find(folder);
			return room == rooms.end() ? std::nullopt : std::optional(room->second);
		});
	}
	std::filesystem::path made(uint64_t source = 1)
	{
		const auto file = derived->reserve(source, recording, 1'000'000'000).value();
		Fixtures::write(file, "prepared");
		return file;
	}
	std::string value(const Error &error, const char *name)
	{
		const auto found = std::ranges::find(error.values, name, &std::pair<std::string, std::string>::first);
		return found == error.values.end() ? "none" : found->second;
	}
	void age(const std::filesystem::path &file)
	{
		std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() -
							       std::chrono::hours(25));
	}
};

TEST_F(Disks, AreTheSettingsOneWhileItHasRoom)
{
	rooms = {{cache, 1'256'000'000}, {recordings, 9'000'000'000}};
	EXPECT_EQ(made().parent_path(), cache);
	rooms[cache] -= 1;
	EXPECT_EQ(made().parent_path(), recordings / ".direct-post");
	rooms.clear();
	EXPECT_EQ(made().parent_path(), cache) << "the system does not say how much there is";
}

TEST_F(Disks, AreBothNamedWhereNoneHasRoom)
{
	rooms = {{cache, 7'000'000}, {recordings, 1'200'000'000}};
	const Error error = derived->reserve(1, recording, 1'000'000'000).error();
	EXPECT_EQ(error.kind, ErrorKind::Disk);
	EXPECT_EQ(error.code, "no_room_to_prepare");
	EXPECT_EQ(value(error, "file"), "clip.mkv");
	EXPECT_EQ(value(error, "needed"), "1.3 GB");
	EXPECT_EQ(value(error, "folder"), cache.string());
	EXPECT_EQ(value(error, "free"), "7 MB");
	EXPECT_EQ(value(error, "recordings"), recordings.string());
	EXPECT_EQ(value(error, "free_there"), "1.2 GB");
	EXPECT_FALSE(std::filesystem::exists(recordings / ".direct-post")) << "nothing is left where nothing fits";
}

TEST_F(Disks, AreTheOneWhereObsRecordsNowWhereTheOthersAreFull)
{
	const auto current = scratch / "current";
	std::filesystem::create_directories(current);
	derived->setRecordings(current);
	rooms = {{cache, 0}, {recordings, 9'000'000'000}};
	EXPECT_EQ(made().parent_path(), recordings / ".direct-post");
	rooms[recordings] = 0;
	const auto file = made();
	EXPECT_EQ(file.parent_path(), current / ".direct-post");
	age(file);
	restart();
	derived->reap({});
	EXPECT_FALSE(std::filesystem::exists(current / ".direct-post"));
}

TEST_F(Disks, AreTheOneThatTheUserChoseAndNoOther)
{
	const auto chosen = scratch / "chosen";
	std::filesystem::create_directories(chosen);
	derived->keepIn(chosen);
	EXPECT_EQ(made().parent_path(), chosen / ".direct-post");
	rooms[chosen] = 5'000'000;
	const Error error = derived->reserve(1, recording, 1'000'000'000).error();
	EXPECT_EQ(error.code, "no_room_in_folder");
	EXPECT_EQ(value(error, "folder"), chosen.string());
	EXPECT_EQ(value(error, "free"), "5 MB");
	derived->keepIn(scratch / "unplugged");
	EXPECT_EQ(derived->reserve(1, recording, 1).error().code, "folder_not_writable");
	derived->keepIn({});
	EXPECT_EQ(made().parent_path(), cache);
}

TEST_F(Disks, AreReapedAfterARestartWhereverTheFilesWereMade)
{
	rooms[cache] = 0;
	const auto left = made(), kept = made(), partial = made();
	std::filesystem::rename(partial, partial.string() + ".partial");
	const auto strangers = recordings / ".direct-post" / "clip-0123456789abcdef.mp4";
	Fixtures::write(strangers, "another OBS made it");
	for (const auto &file : {left, kept, std::filesystem::path(partial.string() + ".partial"), strangers})
		age(file);
	restart();
	derived->reap({kept});
	EXPECT_FALSE(std::filesystem::exists(left));
	EXPECT_FALSE(std::filesystem::exists(partial.string() + ".partial"));
	EXPECT_TRUE(std::filesystem::exists(kept));
	EXPECT_TRUE(std::filesystem::exists(strangers)) << "it is not on the list";

	std::filesystem::remove(strangers);
	restart();
	derived->reap({});
	EXPECT_FALSE(std::filesystem::exists(recordings / ".direct-post")) << "the folder goes with its last file";
	EXPECT_TRUE(std::filesystem::exists(recordings));
	EXPECT_TRUE(std::filesystem::is_empty(cache));
}

TEST_F(Disks, AreReapedThoughAnotherProgramHeldTheListWhenTheFileWasMade)
{
	rooms[cache] = 0;
	std::filesystem::create_directories(cache / "elsewhere.txt"); // nobody can write to this
	const auto file = made();
	std::filesystem::remove(cache / "elsewhere.txt");
	derived->release(1);
	age(file);
	restart();
	derived->reap({});
	EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(Disks, AreReapedWhenTheyComeBack)
{
	rooms[cache] = 0;
	const auto file = made();
	age(file);
	std::filesystem::rename(recordings, scratch / "unplugged");
	restart();
	derived->reap({});
	std::filesystem::rename(scratch / "unplugged", recordings);
	restart();
	derived->reap({});
	EXPECT_FALSE(std::filesystem::exists(recordings / ".direct-post"));
}

TEST_F(Disks, KeepTheirFolderWhileAFileIsAboutToBeMadeThere)
{
	rooms[cache] = 0;
	const auto file = derived->reserve(1, recording, 1).value();
	derived->reap({});
	Fixtures::write(file, "prepared");
	EXPECT_TRUE(std::filesystem::exists(file));
}

TEST(DerivedFiles, HandBackOnlyWhatWasReservedForTheSource)
{
	const Fixtures::Scratch scratch;
	DerivedFiles derived(scratch / "cache");
	const auto one = derived.reserve(1, "clip.mkv", 1).value();
	const auto newer = derived.reserve(1, "clip.mkv", 1).value();
	derived.reserve(2, "clip.mkv", 1).value();
	derived.hold(1, scratch / "cache" / "earlier-0123456789abcdef.mp4");
	EXPECT_THAT(derived.releaseAllBut(1, newer), testing::ElementsAre(one));
	EXPECT_THAT(derived.releaseAllBut(1, {}), testing::ElementsAre(newer));
	EXPECT_THAT(derived.releaseAllBut(3, {}), testing::IsEmpty());
}

TEST(DerivedFiles, CutLongNamesBetweenCharacters)
{
	const Fixtures::Scratch scratch;
	DerivedFiles derived(scratch / "cache");
	for (const std::u8string &start : {std::u8string(u8""), std::u8string(u8"a"), std::u8string(u8"ab")}) {
		std::u8string name = start;
		while (name.size() < 230)
			name += u8"\u20AC"; // three bytes
		const auto file = derived.reserve(1, std::filesystem::path(name + u8".mkv"), 1).value();
		const std::u8string stem = file.stem().u8string();
		EXPECT_LE(stem.size(), 117);
		EXPECT_EQ((stem.size() - start.size() - 17) % 3, 0);
	}
}

} // namespace
} // namespace DirectPost::Media
