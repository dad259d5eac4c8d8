#include "../Sentences.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Account {

namespace {

class AccountError : public testing::TestWithParam<const char *> {};

TEST_P(AccountError, SaysWhatHappenedAndWhatToDo)
{
	const auto all = sentences(LOCALE_FILE);
	const auto sentence = all.find(std::string("Error.") + GetParam());
	ASSERT_NE(sentence, all.end());
	EXPECT_TRUE(std::regex_search(sentence->second, std::regex(R"([.;] \w)")))
		<< "two sentences: " << sentence->second;
}

// All that account/include and Login.hpp name; what TikTok refuses is in the table of the room tiktok.
INSTANTIATE_TEST_SUITE_P(Locale, AccountError,
			 testing::Values("not_connected", "login_expired", "refresh_busy", "app_credentials_missing",
					 "login_port_unavailable", "login_timed_out", "login_incomplete",
					 "login_app_changed", "login_address_unreadable", "login_address_of_another",
					 "login_address_without_code", "scope_missing", "timed_out", "keychain_locked",
					 "keychain_unavailable", "keychain_lacks_key", "key_file_missing",
					 "seal_broken", "seal_failed", "account_file_damaged",
					 "account_file_unreadable", "account_not_saved", "account_not_revoked",
					 "creator_internal"),
			 [](const auto &sample) { return std::string(sample.param); });

} // namespace

} // namespace DirectPost::Account
