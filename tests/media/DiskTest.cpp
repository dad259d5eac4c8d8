#ifdef __linux__

#include "Preparations.hpp"

#include <base/FileError.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

// What becomes of a recording whose disk is unplugged while it is read.
namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const EditPlan kMixed = {.start_ms = 500, .sound = {.isLoudnessNormalised = true}};

// Whoever has a file of this folder open goes on with the other one instead.
void replaceOpenFiles(const std::filesystem::path &folder, const char *other, int flags)
{
	const int replacement = open(other, flags);
	for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd")) {
		std::error_code ignored;
		const auto file = std::filesystem::read_symlink(entry.path(), ignored);
		if (file.parent_path() == folder)
			dup2(replacement, std::stoi(entry.path().filename().string()));
	}
	close(replacement);
}

// A disk that can be unplugged: who has a file of it open cannot read on, and its folder is gone.
class Disk {
public:
	Disk() { std::filesystem::create_directory(folder()); }

	std::filesystem::path folder() const { return scratch_ / "disk"; }

	std::filesystem::path recording(const std::string &name) const
	{
		std::filesystem::copy_file(longRecording("long-" + name), folder() / name);
		return folder() / name;
	}

	// There is nothing at address 0 of a process: the system answers as for a disk that is gone.
	void unplug() const
	{
		replaceOpenFiles(folder(), "/proc/self/mem", O_RDONLY);
		std::filesystem::rename(folder(), away());
	}

	void plugIn() const { std::filesystem::rename(away(), folder()); }

private:
	std::filesystem::path away() const { return scratch_ / "disk, away"; }

	Scratch scratch_;
};

class RemuxOf : public testing::TestWithParam<const char *> {};

TEST_P(RemuxOf, ARecordingWhoseDiskVanishesMakesNoTruncatedClip)
{
	const Scratch scratch;
	const Disk disk;
	const auto source = disk.recording(GetParam());
	bool isPlugged = true;
	const auto unplug = [&](double) {
		if (std::exchange(isPlugged, false))
			disk.unplug();
	};
	const auto copied = remuxToMp4(source, scratch / "out.mp4", unplug, {});
	ASSERT_FALSE(copied);
	EXPECT_EQ(copied.error().code, "file_unreadable");
	EXPECT_EQ(copied.error().kind, ErrorKind::ClipBusy);
	EXPECT_TRUE(std::filesystem::is_empty(scratch.folder()));
}

INSTANTIATE_TEST_SUITE_P(EveryContainer, RemuxOf,
			 testing::Values("clip.ts", "clip.flv", "clip.mkv", "clip.mp4", "clip.avi"),
			 [](const auto &test) {
				 return std::filesystem::path(test.param).extension().string().substr(1);
			 });

class EditOf : public testing::TestWithParam<std::pair<const char *, EditPlan>> {};

TEST_P(EditOf, ARecordingWhoseDiskVanishesMakesNoTruncatedClip)
{
	const Scratch scratch;
	const Disk disk;
	const auto source = disk.recording("clip.ts");
	bool isPlugged = true;
	const auto unplug = [&](double) {
		if (std::exchange(isPlugged, false))
			disk.unplug();
	};
	const auto edited = makeEdit(source, GetParam().second, {}, scratch / "out.mp4", unplug, {});
	ASSERT_FALSE(edited);
	EXPECT_EQ(edited.error().kind, ErrorKind::ClipBusy) << edited.error().code << ": " << edited.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
	EveryMeans, EditOf,
	testing::Values(std::pair("Copied", EditPlan{.start_ms = 500}), std::pair("SoundMixed", kMixed),
			std::pair("Encoded", EditPlan{.layout = {.kind = LayoutKind::VerticalBlurred}})),
	[](const auto &test) { return test.param.first; });

struct PreparationsOnADisk : Preparations {
	Disk disk;
	bool isPlugged = true;

	PreparationsOnADisk()
	{
		observer.progress = [this](uint64_t, const EditPlan &, double) {
			if (std::exchange(isPlugged, false)) {
				disk.unplug();
				witness.note("unplugged");
			}
		};
		restart();
	}

	void waitUntilItWaits()
	{
		ASSERT_TRUE(witness.waitFor("unplugged"));
		ASSERT_TRUE(witness.waitForLog("waits"));
	}
};

TEST_F(PreparationsOnADisk, GoOnWhenItIsPluggedInAgain)
{
	const Source source = sourceOf(disk.recording("clip.flv"));
	preparation->prepare(source, kPlain);
	waitUntilItWaits();
	EXPECT_THAT(cached(), IsEmpty());
	disk.plugIn();
	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_EQ(packetHashes(ready().file), packetHashes(source.info.file));
	EXPECT_EQ(cached().size(), 1);
}

TEST_F(PreparationsOnADisk, KnowItAgainThoughTheSystemNumbersItAnew)
{
	isPlugged = false;
	Source source = sourceOf(disk.recording("clip.flv"));
	source.identity.fileId = "of another device";
	readyOf(source);
}

TEST_F(PreparationsOnADisk, MakeAnEditWhenItIsPluggedInAgain)
{
	preparation->prepare(sourceOf(disk.recording("clip.mkv")), kMixed);
	waitUntilItWaits();
	disk.plugIn();
	ASSERT_TRUE(witness.waitFor("ready cut"));
	EXPECT_NEAR(static_cast<double>(ready().info.duration_ms), 19'500, 50);
}

TEST_F(PreparationsOnADisk, GiveUpWhenItStaysAway)
{
	preparation->prepare(sourceOf(disk.recording("clip.flv")), kPlain);
	waitUntilItWaits();
	EXPECT_THAT(witness.steps(), Not(Contains(HasSubstr("failed"))));
	clock.steady = clock.steady.load() + kFileAwayFor;
	EXPECT_TRUE(witness.waitFor("failed file_missing"));
	EXPECT_THAT(cached(), IsEmpty());
}

TEST_F(PreparationsOnADisk, AreCancelledWhileItIsAway)
{
	const Source source = sourceOf(disk.recording("clip.flv"));
	preparation->prepare(source, kPlain);
	waitUntilItWaits();
	preparation->cancel(source.id);
	EXPECT_TRUE(witness.waitFor("failed cancelled"));
}

TEST_F(PreparationsOnADisk, BeginOnceItIsThere)
{
	isPlugged = false;
	const Source source = sourceOf(disk.recording("clip.flv"));
	disk.unplug();
	preparation->prepare(source, kPlain);
	ASSERT_TRUE(witness.waitForLog("waits"));
	disk.plugIn();
	EXPECT_TRUE(witness.waitFor("ready"));
}

struct PreparationsOnFullDisks : Preparations {
	Disk disk;
	std::vector<std::filesystem::path> full;

	PreparationsOnFullDisks()
	{
		observer.progress = [this](uint64_t, const EditPlan &, double) {
			for (const auto &folder : full)
				replaceOpenFiles(folder, "/dev/full", O_WRONLY);
		};
		restart();
	}
};

TEST_F(PreparationsOnFullDisks, TakeTheNextDisk)
{
	full = {cache};
	const Source source = sourceOf(disk.recording("clip.flv"));
	EXPECT_EQ(readyOf(source).file.parent_path(), disk.folder() / ".direct-post");
	EXPECT_EQ(packetHashes(ready().file), packetHashes(source.info.file));
	EXPECT_THAT(cached(), Not(Contains(HasSubstr(".mp4"))));

	preparation->prepare(source, kMixed);
	ASSERT_TRUE(witness.waitFor("ready cut"));
	EXPECT_EQ(ready().file.parent_path(), disk.folder() / ".direct-post");
}

TEST_F(PreparationsOnFullDisks, NameTheDiskWhereAllAreFull)
{
	full = {cache, disk.folder() / ".direct-post"};
	preparation->prepare(sourceOf(disk.recording("clip.flv")), kPlain);
	ASSERT_TRUE(witness.waitFor("failed disk_full"));
	EXPECT_EQ(error().kind, ErrorKind::Disk);
	EXPECT_THAT(error().values, Contains(std::pair<std::string, std::string>("folder", full.back().string())));
}

} // namespace
} // namespace DirectPost::Media

#endif
