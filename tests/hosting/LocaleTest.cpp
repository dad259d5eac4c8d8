#include "Sentences.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace DirectPost::Hosting {
namespace {

class HostingSentence : public testing::TestWithParam<const char *> {};

TEST_P(HostingSentence, SaysWhatHappenedAndWhatToDo)
{
	const auto all = sentences(LOCALE_FILE);
	const auto sentence = all.find(std::string("Error.") + GetParam());
	ASSERT_NE(sentence, all.end());
	EXPECT_GT(std::ranges::count_if(sentence->second, [](char c) { return c == '.' || c == ';'; }), 1)
		<< sentence->second;
}

INSTANTIATE_TEST_SUITE_P(Locale, HostingSentence,
			 testing::Values("photo_unreadable", "hosting_not_set_up", "hosting_secret_missing",
					 "hosting_address_not_allowed", "hosting_denied", "hosting_not_found",
					 "hosting_redirects", "hosting_busy", "hosting_refused", "hosting_slow",
					 "hosting_insecure", "hosting_unreachable", "hosting_not_public",
					 "hosting_public_redirects", "hosting_public_type"),
			 [](const auto &one) { return std::string(one.param); });

} // namespace
} // namespace DirectPost::Hosting
