#include "AllFindings.hpp"
#include "Fixtures.hpp"

#include "../Readable.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace DirectPost::Media {
namespace {

std::string sentenceOf(const std::string &key)
{
	static const std::string all = Fixtures::read(LOCALE_FILE);
	const size_t start = all.find("\n" + key + "=\"");
	return start == std::string::npos ? std::string()
					  : all.substr(start + 1, all.find('\n', start + 1) - start - 1);
}

TEST(Locale, HasALineForEveryFindingWithAllItsPlaceholdersFilled)
{
	std::set<std::string> codes;
	for (const Finding &finding : allFindings()) {
		codes.insert(finding.code);
		std::string line = sentenceOf("Check." + finding.code);
		ASSERT_FALSE(line.empty()) << finding.code;
		for (const auto &[name, text] : finding.values) {
			line = std::regex_replace(line, std::regex(R"(\{)" + name + R"((:[^}]*)?\})"), text);
		}
		EXPECT_EQ(line.find('{'), std::string::npos) << line;
	}
	EXPECT_EQ(codes.size(), 45);
}

class LocaleErrors : public testing::TestWithParam<const char *> {};

TEST_P(LocaleErrors, HaveASentence)
{
	EXPECT_FALSE(sentenceOf(std::string("Error.") + GetParam()).empty());
}

INSTANTIATE_TEST_SUITE_P(OfMedia, LocaleErrors,
			 testing::Values("file_missing", "file_unreadable", "file_empty", "not_a_video", "no_picture",
					 "clip_truncated", "clip_changed", "recording_empty", "recording_incomplete",
					 "remux_failed", "disk_full", "folder_not_writable", "no_room_in_folder",
					 "no_room_to_prepare", "picture_unreadable", "cancelled", "media_internal",
					 "video_unreadable", "edit_empty", "edit_layout", "edit_budget",
					 "encoder_missing", "filter_missing", "encode_failed", "sound_unreadable"),
			 DirectPost::readableText);

} // namespace
} // namespace DirectPost::Media
