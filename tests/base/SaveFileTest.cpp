#include "HeldFile.hpp"

#include <base/SaveFile.hpp>

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

namespace DirectPost {
namespace {

using namespace std::chrono_literals;

class SaveFile : public testing::Test {
protected:
	static std::string contentOf(const std::filesystem::path &path)
	{
		std::ifstream stream(path, std::ios::binary);
		return {std::istreambuf_iterator<char>(stream), {}};
	}
	QTemporaryDir folder_;
	const std::filesystem::path file = std::filesystem::path(folder_.path().toStdU16String()) / "settings.json";
};

TEST_F(SaveFile, ReplacesTheWholeFile)
{
	EXPECT_TRUE(saveFile(file, "a long first version", "not_saved"));
	EXPECT_TRUE(saveFile(file, std::string_view("\0\n", 2), "not_saved"));
	EXPECT_EQ(contentOf(file), std::string("\0\n", 2));
}

TEST_F(SaveFile, LeavesNothingBesideWhatItCannotReplace)
{
	std::filesystem::create_directories(file / "in the way");
	const auto saved = saveFile(file, "content", "not_saved");
	ASSERT_FALSE(saved);
	EXPECT_EQ(saved.error().kind, ErrorKind::Disk);
	EXPECT_FALSE(saved.error().detail.empty());
	EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1);
}

TEST_F(SaveFile, SaysAtOnceWhatWaitingDoesNotMend)
{
	const auto begun = std::chrono::steady_clock::now();
	EXPECT_FALSE(saveFile(file / "nowhere" / "settings.json", "content", "not_saved"));
	EXPECT_LT(std::chrono::steady_clock::now() - begun, 500ms);
}

TEST(HeldFile, IsTriedAgainUntilItIsLetGo)
{
	int attempts = 0;
	const bool isHeld = untilNobodyHoldsIt([&] { return ++attempts < 3; }, [](bool held) { return held; });
	EXPECT_FALSE(isHeld);
	EXPECT_EQ(attempts, 3);
}

TEST(HeldFile, IsGivenUpAfterASecond)
{
	const auto begun = std::chrono::steady_clock::now();
	EXPECT_TRUE(untilNobodyHoldsIt([] { return true; }, [](bool held) { return held; }));
	const auto passed = std::chrono::steady_clock::now() - begun;
	EXPECT_GE(passed, 1s);
	EXPECT_LT(passed, 3s);
}

#ifndef _WIN32
TEST_F(SaveFile, KeepsAPrivateFileFromOthers)
{
	using std::filesystem::perms;
	EXPECT_TRUE(saveFile(file, "content", "not_saved"));
	EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
}
#endif

} // namespace
} // namespace DirectPost
