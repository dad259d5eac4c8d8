#include <base/MoveFile.hpp>

#include <base/FileError.hpp>

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <fstream>

namespace DirectPost {
namespace {

class MoveFile : public testing::Test {
protected:
	std::filesystem::path file(const char *name, const char *content = nullptr)
	{
		const auto path = std::filesystem::path(folder_.path().toStdU16String()) / name;
		if (content)
			std::ofstream(path) << content;
		return path;
	}
	static std::string contentOf(const std::filesystem::path &path)
	{
		std::ifstream stream(path);
		return {std::istreambuf_iterator<char>(stream), {}};
	}
	QTemporaryDir folder_;
};

TEST_F(MoveFile, ReplacesWhatIsThere)
{
	const auto from = file("new", "new");
	const auto to = file("old", "old");
	EXPECT_FALSE(moveFile(from, to));
	EXPECT_EQ(contentOf(to), "new");
	EXPECT_FALSE(std::filesystem::exists(from));
}

TEST_F(MoveFile, SaysAtOnceWhatWaitingDoesNotMend)
{
	const auto failure = moveFile(file("nothing"), file("old"));
	EXPECT_EQ(failure, std::errc::no_such_file_or_directory);
	EXPECT_FALSE(isHeldByAnother(failure));
}

TEST_F(MoveFile, KnowsThatAnotherProgramHoldsTheFile)
{
#ifdef _WIN32
	for (const int held : {5, 32, 33}) // access denied, sharing violation, lock violation
#else
	for (const int held : {EBUSY, ETXTBSY})
#endif
		EXPECT_TRUE(isHeldByAnother({held, std::system_category()})) << held;
	EXPECT_FALSE(isHeldByAnother({}));
	EXPECT_FALSE(isHeldByAnother(std::make_error_code(std::errc::no_space_on_device)));
}

TEST(SystemText, IsTheSystemsOwnInUtf8)
{
	EXPECT_FALSE(systemText({2, std::system_category()}).empty());
	EXPECT_EQ(systemText(std::make_error_code(std::errc::no_space_on_device)),
		  std::make_error_code(std::errc::no_space_on_device).message());
}

} // namespace
} // namespace DirectPost
