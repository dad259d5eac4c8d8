#include <base/FileIdentity.hpp>

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include <fstream>

using DirectPost::identify;
using DirectPost::identifyQuickly;

namespace {

class FileIdentity : public testing::Test {
protected:
	QTemporaryDir folder_;
	std::filesystem::path file_ = std::filesystem::path(folder_.path().toStdString()) / u8"a clip \u2603.bin";

	void write(const std::string &bytes, std::ios::openmode mode = std::ios::trunc)
	{
		std::ofstream out(file_, std::ios::binary | mode);
		out << bytes;
	}
	// Times of files are as fine as the system's clock.
	void untilTheClockHasMoved() const
	{
		const auto probe = file_.parent_path() / "probe";
		const auto time = [&] {
			std::ofstream(probe) << "now";
			return identifyQuickly(probe)->changed_ns;
		};
		const int64_t before_ns = time();
		while (time() == before_ns) {
		}
	}
};

TEST_F(FileIdentity, IsTheSameForAnUntouchedFile)
{
	write(std::string(3'000'000, 'a'));
	const auto first = identify(file_);
	const auto second = identify(file_);
	ASSERT_TRUE(first && second);
	EXPECT_EQ(*first, *second);
	EXPECT_EQ(first->size_bytes, 3'000'000);
}

TEST_F(FileIdentity, HashesASmallFileWhole)
{
	write("abc");
	const auto identity = identify(file_);
	ASSERT_TRUE(identity);
	EXPECT_EQ(identity->edgesSha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(FileIdentity, SeesAnEditThatKeptSizeAndTime)
{
	write(std::string(3'000'000, 'a'));
	const auto before = identify(file_);
	const auto time = std::filesystem::last_write_time(file_);
	write(std::string(2'999'999, 'a') + "b");
	std::filesystem::last_write_time(file_, time);
	const auto after = identify(file_);
	ASSERT_TRUE(before && after);
	EXPECT_FALSE(after->isSameContent(*before));
	EXPECT_NE(*before, *after);
}

TEST_F(FileIdentity, SeesAWriteBetweenTheEdgesWhoseTimeWasPutBack)
{
	write(std::string(3'000'000, 'a'));
	const auto before = identify(file_);
	const auto time = std::filesystem::last_write_time(file_);
	untilTheClockHasMoved();
	std::fstream(file_, std::ios::binary | std::ios::in | std::ios::out).seekp(1'500'000).write("other", 5);
	std::filesystem::last_write_time(file_, time);
	const auto after = identify(file_);
	ASSERT_TRUE(before && after);
	EXPECT_EQ(after->edgesSha256, before->edgesSha256);
	EXPECT_EQ(after->modified_ticks, before->modified_ticks);
	EXPECT_TRUE(after->isChangedSince(*before));
	EXPECT_FALSE(after->looksLike(*before));
	EXPECT_FALSE(after->isSameContent(*before));
}

TEST_F(FileIdentity, KnowsASmallFileWhoseAttributesMovedByItsWholeContent)
{
	write("abc");
	const auto before = identify(file_);
	untilTheClockHasMoved();
	std::filesystem::permissions(file_, std::filesystem::perms::owner_read);
	const auto after = identify(file_);
	ASSERT_TRUE(before && after);
	EXPECT_FALSE(after->looksLike(*before));
	EXPECT_TRUE(after->isSameContent(*before));
}

TEST_F(FileIdentity, IsTheSameWhereNoChangeTimeIsKnownOrARoundedOne)
{
	write(std::string(3'000'000, 'a'));
	const auto now = identify(file_);
	ASSERT_TRUE(now);
	for (const int64_t stored_ns : {int64_t(0), now->changed_ns + 7}) {
		auto stored = *now;
		stored.changed_ns = stored_ns;
		EXPECT_TRUE(now->looksLike(stored));
		EXPECT_TRUE(now->isSameContent(stored));
	}
}

TEST_F(FileIdentity, KnowsAFileThatTheSystemNumbersOtherwise)
{
	write(std::string(3'000'000, 'a'));
	const auto before = identify(file_);
	ASSERT_TRUE(before);
	auto after = *before;
	after.fileId = "4711:12";
	EXPECT_FALSE(after.looksLike(*before));
	EXPECT_TRUE(after.isSameContent(*before));

	auto edited = after;
	edited.edgesSha256[0] ^= 1;
	EXPECT_FALSE(edited.isSameContent(*before));
	auto touched = after;
	touched.modified_ticks += 1;
	EXPECT_FALSE(touched.isSameContent(*before));
	auto unread = after;
	unread.edgesSha256.clear();
	EXPECT_FALSE(unread.isSameContent(unread)) << "nothing is known of what is in it";
}

TEST_F(FileIdentity, SeesGrowthWithoutReadingTheFile)
{
	write("abc");
	const auto before = identifyQuickly(file_);
	write("d", std::ios::app);
	const auto after = identifyQuickly(file_);
	ASSERT_TRUE(before && after);
	EXPECT_FALSE(before->looksLike(*after));
	EXPECT_TRUE(before->edgesSha256.empty());
}

TEST_F(FileIdentity, SaysThatAFileIsMissing)
{
	const auto identity = identify(file_);
	ASSERT_FALSE(identity);
	EXPECT_EQ(identity.error().code, "file_missing");
	EXPECT_EQ(identity.error().values.front().second, file_.filename().string());
}

TEST_F(FileIdentity, NeverTakesAFileThatCannotBeReadToItsEndForOtherContent)
{
	const std::filesystem::path shorter = "/sys/kernel/address_bits"; // says 4096 bytes and gives three
	std::error_code failure;
	if (std::filesystem::file_size(shorter, failure) < 4096 || failure)
		GTEST_SKIP() << "this system has no such file";
	const auto identity = identify(shorter);
	ASSERT_FALSE(identity);
	EXPECT_EQ(identity.error().code, "file_unreadable");
	EXPECT_EQ(identity.error().kind, DirectPost::ErrorKind::ClipBusy);
}

TEST_F(FileIdentity, TellsAFileThatIsMissingFromOneThatCannotBeAskedAbout)
{
	const auto tooLong = file_.parent_path() / std::string(300, 'x');
	EXPECT_EQ(identifyQuickly(tooLong).error().code, "file_unreadable");
}

} // namespace
