#include <base/Error.hpp>
#include <base/FileError.hpp>

#include <gtest/gtest.h>

#include <set>

namespace DirectPost {

namespace {

TEST(ErrorKinds, HaveOneRowEachWithANameThatLeadsBack)
{
	std::set<std::string_view> names;
	for (int number = 1; number <= static_cast<int>(ErrorKind::Refused); ++number) {
		const auto kind = static_cast<ErrorKind>(number);
		const KindMeaning &means = meaningOf(kind);
		EXPECT_EQ(means.kind, kind);
		EXPECT_TRUE(names.insert(means.name).second) << means.name;
		EXPECT_FALSE(means.name.empty()) << number;
		EXPECT_EQ(errorKindFrom(means.name), kind) << means.name;
	}
	EXPECT_EQ(names.size(), errorKinds().size());
	EXPECT_EQ(errorKindFrom("of_a_later_version"), std::nullopt);
}

TEST(ErrorKinds, ContradictThemselvesInNoRow)
{
	for (const KindMeaning &means : errorKinds()) {
		EXPECT_FALSE(means.isRetried && means.waitsForAccount) << means.name << ": by itself, or by the user";
		EXPECT_TRUE(!means.waitsForAccount || means.mayRetryHelp)
			<< means.name << ": the post is as good as before, once the account is back";
		EXPECT_TRUE(means.request == RequestFate::Answered || (means.isRetried && means.mayRetryHelp))
			<< means.name << ": what got no answer may be asked again";
		EXPECT_EQ(means.isFinal(), !means.isRetried && !means.waitsForAccount) << means.name;
	}
}

TEST(ErrorKinds, OfferNothingByHandWhereThePostMayBeOut)
{
	for (const auto kind :
	     {ErrorKind::StillProcessing, ErrorKind::UnknownPost, ErrorKind::OutcomeUnknown, ErrorKind::Repeat}) {
		EXPECT_FALSE(meaningOf(kind).mayRetryHelp) << meaningOf(kind).name;
	}
}

TEST(ErrorKinds, AreRefusedWhereNobodySaysMore)
{
	EXPECT_EQ(Error().kind, ErrorKind::Refused);
	EXPECT_TRUE(meaningOf(ErrorKind::Refused).isFinal()) << "what is not known is not tried again";
}

TEST(FileError, NamesTheFileWithoutItsFolder)
{
	const Error error = fileError(ErrorKind::ClipFile, "file_missing", u8"/recordings/Spa\u00df.mkv", "gone");
	EXPECT_EQ(error.kind, ErrorKind::ClipFile);
	EXPECT_EQ(error.code, "file_missing");
	EXPECT_EQ(error.detail, "Spa\xC3\x9F.mkv: gone");
	EXPECT_EQ(error.values.at(0), std::pair(std::string("file"), std::string("Spa\xC3\x9F.mkv")));
}

TEST(FileError, NamesTheWholePathWhereTheUserHasToFindTheFile)
{
	const Error error = fileErrorWithPath(ErrorKind::Disk, "unreadable", u8"/recordings/Spa\u00df.mkv", "gone");
	EXPECT_EQ(error.detail, "Spa\xC3\x9F.mkv: gone");
	EXPECT_EQ(error.values.at(0), std::pair(std::string("file"), std::string("/recordings/Spa\xC3\x9F.mkv")));
}

} // namespace

} // namespace DirectPost
