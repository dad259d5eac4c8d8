#include <tiktok/ErrorTable.hpp>

#include "../Readable.hpp"

#include "../Sentences.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

namespace DirectPost::TikTok {

namespace {

// What TikTok's pages and the decision table ask for, written down apart from the table itself.
struct Rule {
	Heard heard;
	const char *word;
	const char *code;
	Advice advice;
	Retry retry;
};

constexpr Rule kRules[] = {
	{Heard::Callback, "access_denied", "login_declined", Advice::Retry, Retry::Never},
	{Heard::Callback, "non_sandbox_target", "login_not_target_user", Advice::FixSettings, Retry::Never},
	{Heard::Callback, "invalid_client", "app_not_accepted", Advice::FixSettings, Retry::Never},
	{Heard::Callback, "invalid_scope", "app_scopes_missing", Advice::FixSettings, Retry::Never},
	{Heard::Callback, "invalid_request", "login_request_refused", Advice::Retry, Retry::Never},
	{Heard::Callback, "invalid_grant", "login_no_longer_valid", Advice::Reconnect, Retry::Never},
	{Heard::Callback, "unauthorized_client", "app_not_allowed", Advice::FixSettings, Retry::Never},
	{Heard::Callback, "unsupported_response_type", "login_request_refused", Advice::Report, Retry::Never},
	{Heard::Callback, "unsupported_grant_type", "login_request_refused", Advice::Report, Retry::Never},
	{Heard::Callback, "server_error", "tiktok_down", Advice::Retry, Retry::Later},
	{Heard::Callback, "temporarily_unavailable", "tiktok_down", Advice::Retry, Retry::Later},
	{Heard::Token, "access_denied", "login_declined", Advice::Retry, Retry::Never},
	{Heard::Token, "invalid_client", "app_not_accepted", Advice::FixSettings, Retry::Never},
	{Heard::Token, "invalid_grant", "login_no_longer_valid", Advice::Reconnect, Retry::Never},
	{Heard::Token, "invalid_request", "login_request_refused", Advice::Retry, Retry::Never},
	{Heard::Token, "invalid_scope", "app_scopes_missing", Advice::FixSettings, Retry::Never},
	{Heard::Token, "unauthorized_client", "app_not_allowed", Advice::FixSettings, Retry::Never},
	{Heard::Token, "unsupported_grant_type", "login_request_refused", Advice::Report, Retry::Never},
	{Heard::Token, "unsupported_response_type", "login_request_refused", Advice::Report, Retry::Never},
	{Heard::Token, "server_error", "tiktok_down", Advice::Retry, Retry::Later},
	{Heard::Token, "temporarily_unavailable", "tiktok_down", Advice::Retry, Retry::Later},
	{Heard::Api, "access_token_invalid", "access_token_invalid", Advice::Reconnect, Retry::Never},
	{Heard::Api, "scope_not_authorized", "scope_missing", Advice::Reconnect, Retry::Never},
	{Heard::Api, "scope_permission_missed", "scope_missing", Advice::Reconnect, Retry::Never},
	{Heard::Api, "rate_limit_exceeded", "rate_limited", Advice::Wait, Retry::Later},
	{Heard::Api, "internal_error", "tiktok_down", Advice::Retry, Retry::Later},
	{Heard::Api, "invalid_param", "request_refused", Advice::Report, Retry::Never},
	{Heard::Api, "invalid_params", "request_refused", Advice::Report, Retry::Never},
	{Heard::Api, "invalid_file_upload", "request_refused", Advice::Report, Retry::Never},
	{Heard::Api, "spam_risk_too_many_posts", "daily_post_limit", Advice::Wait, Retry::Never},
	{Heard::Api, "spam_risk_user_banned_from_posting", "posting_banned", Advice::FixAccount, Retry::Never},
	{Heard::Api, "reached_active_user_cap", "app_user_limit", Advice::Wait, Retry::Never},
	{Heard::Init, "unaudited_client_can_only_post_to_private_accounts", "account_must_be_private",
	 Advice::FixAccount, Retry::Never},
	{Heard::Init, "privacy_level_option_mismatch", "privacy_not_offered", Advice::EditPost, Retry::Never},
	{Heard::Init, "url_ownership_unverified", "photo_domain_not_verified", Advice::FixSettings, Retry::Never},
	{Heard::Init, "app_version_check_failed", "tiktok_app_too_old", Advice::FixAccount, Retry::Never},
	{Heard::Init, "spam_risk_too_many_pending_share", "too_many_drafts", Advice::FixAccount, Retry::Never},
	{Heard::Upload, "400", "upload_refused", Advice::Report, Retry::Never},
	{Heard::Upload, "403", "upload_url_expired", Advice::Retry, Retry::Never},
	{Heard::Upload, "404", "upload_url_unknown", Advice::Retry, Retry::Never},
	{Heard::Upload, "416", "upload_out_of_step", Advice::Retry, Retry::Never},
	{Heard::Status, "invalid_publish_id", "post_unknown_to_tiktok", Advice::CheckProfile, Retry::Never},
	{Heard::Status, "token_not_authorized_for_specified_publish_id", "post_of_another_account",
	 Advice::CheckProfile, Retry::Never},
	{Heard::Status, "publish_not_cancellable", "post_not_cancellable", Advice::CheckProfile, Retry::Never},
	{Heard::Status, "url_ownership_unverified", "photo_domain_not_verified", Advice::FixSettings, Retry::Never},
	{Heard::FailReason, "file_format_check_failed", "clip_format_refused", Advice::ChangeClip, Retry::Never},
	{Heard::FailReason, "duration_check_failed", "clip_duration_refused", Advice::ChangeClip, Retry::Never},
	{Heard::FailReason, "frame_rate_check_failed", "clip_frame_rate_refused", Advice::ChangeClip, Retry::Never},
	{Heard::FailReason, "video_frame_rate_check_failed", "clip_frame_rate_refused", Advice::ChangeClip,
	 Retry::Never},
	{Heard::FailReason, "video_bitrate_check_failed", "clip_bitrate_refused", Advice::ChangeClip, Retry::Never},
	{Heard::FailReason, "picture_size_check_failed", "picture_size_refused", Advice::ChangeClip, Retry::Never},
	{Heard::FailReason, "internal", "tiktok_failed_inside", Advice::Retry, Retry::Later},
	{Heard::FailReason, "video_pull_failed", "pull_failed", Advice::Retry, Retry::Never},
	{Heard::FailReason, "photo_pull_failed", "pull_failed", Advice::Retry, Retry::Never},
	{Heard::FailReason, "publish_cancelled", "cancelled_at_tiktok", Advice::None, Retry::Never},
	{Heard::FailReason, "auth_removed", "access_removed", Advice::Reconnect, Retry::Never},
	{Heard::FailReason, "spam_risk_too_many_posts", "daily_post_limit", Advice::Wait, Retry::Never},
	{Heard::FailReason, "spam_risk_user_banned_from_posting", "posting_banned", Advice::FixAccount, Retry::Never},
	{Heard::FailReason, "spam_risk_text", "caption_refused", Advice::EditPost, Retry::Never},
	{Heard::FailReason, "spam_risk", "post_looks_risky", Advice::EditPost, Retry::Never},
};

class TikTokWord : public testing::TestWithParam<Rule> {};

TEST_P(TikTokWord, MeansOneErrorWithOneAdvice)
{
	const auto &rule = GetParam();
	const Error error = errorFor(rule.heard, rule.word, 400, "their message", "2026112209");
	EXPECT_EQ(error.code, rule.code);
	EXPECT_EQ(error.advice, rule.advice);
	EXPECT_EQ(error.retry, rule.retry);
	EXPECT_EQ(error.detail, "their message");
	EXPECT_EQ(error.logId, "2026112209");
}

TEST_P(TikTokWord, HasASentenceThatSaysWhatToDo)
{
	const auto found = sentences(LOCALE_FILE);
	const auto sentence = found.find(std::string("Error.") + GetParam().code);
	ASSERT_NE(sentence, found.end());
	EXPECT_TRUE(std::regex_search(sentence->second, std::regex(R"([.!] [A-Z])")))
		<< "two sentences: " << sentence->second;
	EXPECT_TRUE(sentence->second.ends_with('.'));
}

INSTANTIATE_TEST_SUITE_P(ErrorTable, TikTokWord, testing::ValuesIn(kRules), [](const auto &row) {
	return std::to_string(static_cast<int>(row.param.heard)) + "_" + row.param.word;
});

TEST(ErrorTable, HasNoRowThatNoRuleKnowsAndNoneTwice)
{
	std::set<std::pair<Heard, std::string_view>> known;
	for (const auto &rule : kRules)
		known.emplace(rule.heard, rule.word);
	std::set<std::pair<Heard, std::string_view>> seen;
	for (const auto &row : errorTable()) {
		EXPECT_TRUE(known.contains({row.heard, row.word})) << row.word;
		EXPECT_TRUE(seen.emplace(row.heard, row.word).second) << row.word;
	}
	EXPECT_EQ(seen.size(), known.size());
}

TEST(ErrorTable, UnderstandsTheApisWordsAtInitAndStatusToo)
{
	for (const auto heard : {Heard::Init, Heard::Status}) {
		EXPECT_EQ(errorFor(heard, "access_token_invalid", 401, {}, {}).code, "access_token_invalid");
		EXPECT_EQ(errorFor(heard, "rate_limit_exceeded", 429, {}, {}).code, "rate_limited");
	}
}

TEST(ErrorTable, ShowsAnUnknownWordInsteadOfGuessing)
{
	const Error error = errorFor(Heard::FailReason, "moon_phase_check_failed", 200, "", "");
	EXPECT_EQ(error.code, "tiktok_refused");
	EXPECT_EQ(error.advice, Advice::Report);
	EXPECT_EQ(error.retry, Retry::Never);
	EXPECT_EQ(error.values.at(0), std::pair(std::string("word"), std::string("moon_phase_check_failed")));
	EXPECT_NE(sentences(LOCALE_FILE).at("Error.tiktok_refused").find("{word}"), std::string::npos);
}

TEST(ErrorTable, TakesAnUnknown5xxForAnOutageAndA429ForALimit)
{
	const Error down = errorFor(Heard::Upload, "503", 503, "", "");
	EXPECT_EQ(down.code, "tiktok_down");
	EXPECT_EQ(down.retry, Retry::Later);
	const Error limited = errorFor(Heard::Api, "", 429, "", "");
	EXPECT_EQ(limited.code, "rate_limited");
	EXPECT_EQ(limited.retry, Retry::Later);
}

TEST(ErrorTable, WaitsAMinuteAtARateLimit)
{
	EXPECT_EQ(errorFor(Heard::Api, "rate_limit_exceeded", 429, "", "").retryAfter, std::chrono::seconds(60));
	EXPECT_EQ(errorFor(Heard::Api, "internal_error", 500, "", "").retryAfter, std::chrono::seconds(0));
}

TEST(ErrorTable, ExplainsThatTheAccountHasToBePrivateNotThePost)
{
	const auto sentence = sentences(LOCALE_FILE).at("Error.account_must_be_private");
	EXPECT_NE(sentence.find("account to private"), std::string::npos) << sentence;
	EXPECT_NE(sentence.find("not enough"), std::string::npos) << sentence;
}

class OwnCode : public testing::TestWithParam<const char *> {};
TEST_P(OwnCode, HasASentenceThatSaysWhatToDo)
{
	const auto found = sentences(LOCALE_FILE);
	const auto sentence = found.find(std::string("Error.") + GetParam());
	ASSERT_NE(sentence, found.end());
	EXPECT_TRUE(std::regex_search(sentence->second, std::regex(R"(\. [A-Z])")))
		<< "two sentences: " << sentence->second;
}
INSTANTIATE_TEST_SUITE_P(ErrorTable, OwnCode,
			 testing::Values("offline", "connection_failed", "connection_lost", "timed_out", "tls_failed",
					 "reply_too_big", "reply_not_understood", "file_missing", "file_unreadable",
					 "file_changed", "file_empty", "clip_too_big", "sandbox_url_not_allowed",
					 "upload_url_not_allowed", "image_unavailable", "photo_url_not_https",
					 "photo_url_redirects", "photo_type_not_allowed", "photo_too_big",
					 "photo_url_unreachable", "photo_host_busy", "tiktok_refused"),
			 DirectPost::readableText);

} // namespace

} // namespace DirectPost::TikTok
