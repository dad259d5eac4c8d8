#include "Helpers.hpp"
#include "PrivateFile.hpp"

#include <QFile>

#include <gtest/gtest.h>

namespace DirectPost::Account {

namespace {

namespace fs = std::filesystem;

TEST(PrivateFile, GivesBackWhatWasWritten)
{
	const TemporaryFolder folder;
	const QByteArray content("a\0b\r\n\xff", 6);
	ASSERT_TRUE(writePrivateFile(folder / "deeper" / "file", content));
	EXPECT_EQ(readPrivateFile(folder / "deeper" / "file").value(), content);
}

TEST(PrivateFile, FindsNothingWhereThereIsNoFile)
{
	const TemporaryFolder folder;
	EXPECT_EQ(readPrivateFile(folder / "none").value(), std::nullopt);
}

#ifndef _WIN32
TEST(PrivateFile, IsForItsOwnerOnlyAndSoIsItsFolder)
{
	const TemporaryFolder folder;
	fs::create_directory(folder / "open");
	fs::permissions(folder / "open", fs::perms::all);
	ASSERT_TRUE(writePrivateFile(folder / "open" / "file", "secret"));
	EXPECT_EQ(fs::status(folder / "open" / "file").permissions(), fs::perms::owner_read | fs::perms::owner_write);
	EXPECT_EQ(fs::status(folder / "open").permissions(), fs::perms::owner_all);
}

TEST(PrivateFile, TakesRightsBackFromAFileThatOthersCouldRead)
{
	const TemporaryFolder folder;
	ASSERT_TRUE(writePrivateFile(folder / "file", "old"));
	fs::permissions(folder / "file", fs::perms::all);
	ASSERT_TRUE(writePrivateFile(folder / "file", "new"));
	EXPECT_EQ(fs::status(folder / "file").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}
#endif

TEST(PrivateFile, SaysWhenItCannotBeWritten)
{
	const TemporaryFolder folder;
	ASSERT_TRUE(writePrivateFile(folder / "file", "in the way"));
	const auto written = writePrivateFile(folder / "file" / "below", "text");
	ASSERT_FALSE(written);
	EXPECT_EQ(written.error().code, "account_not_saved");
}

TEST(PrivateFile, SaysWhenItCannotBeRead)
{
	const TemporaryFolder folder;
	fs::create_directory(folder / "folder");
	const auto content = readPrivateFile(folder / "folder");
	ASSERT_FALSE(content);
	EXPECT_EQ(content.error().code, "account_file_unreadable");
}

TEST(PrivateFile, LeavesNothingElseInTheFolder)
{
	const TemporaryFolder folder;
	ASSERT_TRUE(writePrivateFile(folder / "file", "one"));
	ASSERT_TRUE(writePrivateFile(folder / "file", "two"));
	EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

} // namespace

} // namespace DirectPost::Account
