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
	ErrorKind kind;
};

constexpr Rule kRules[] = {
	{Heard::Callback, "access_denied", "login_declined", ErrorKind::SignIn},
	{Heard::Callback, "non_sandbox_target", "login_not_target_user", ErrorKind::AppSettings},
	{Heard::Callback, "invalid_client", "app_not_accepted", ErrorKind::AppSettings},
	{Heard::Callback, "invalid_scope", "app_scopes_missing", ErrorKind::AppSettings},
	{Heard::Callback, "invalid_request", "login_request_refused", ErrorKind::SignIn},
	{Heard::Callback, "invalid_grant", "login_no_longer_valid", ErrorKind::Account},
	{Heard::Callback, "unauthorized_client", "app_not_allowed", ErrorKind::AppSettings},
	{Heard::Callback, "unsupported_response_type", "login_request_refused", ErrorKind::Refused},
	{Heard::Callback, "unsupported_grant_type", "login_request_refused", ErrorKind::Refused},
	{Heard::Callback, "server_error", "tiktok_down", ErrorKind::Server},
	{Heard::Callback, "temporarily_unavailable", "tiktok_down", ErrorKind::Server},
	{Heard::Token, "access_denied", "login_declined", ErrorKind::SignIn},
	{Heard::Token, "invalid_client", "app_not_accepted", ErrorKind::AppSettings},
	{Heard::Token, "invalid_grant", "login_no_longer_valid", ErrorKind::Account},
	{Heard::Token, "invalid_request", "login_request_refused", ErrorKind::SignIn},
	{Heard::Token, "invalid_scope", "app_scopes_missing", ErrorKind::AppSettings},
	{Heard::Token, "unauthorized_client", "app_not_allowed", ErrorKind::AppSettings},
	{Heard::Token, "unsupported_grant_type", "login_request_refused", ErrorKind::Refused},
	{Heard::Token, "unsupported_response_type", "login_request_refused", ErrorKind::Refused},
	{Heard::Token, "server_error", "tiktok_down", ErrorKind::Server},
	{Heard::Token, "temporarily_unavailable", "tiktok_down", ErrorKind::Server},
	{Heard::Api, "access_token_invalid", "access_token_invalid", ErrorKind::AccessToken},
	{Heard::Api, "scope_not_authorized", "scope_missing", ErrorKind::Account},
	{Heard::Api, "scope_permission_missed", "scope_missing", ErrorKind::Account},
	{Heard::Api, "rate_limit_exceeded", "rate_limited", ErrorKind::RateLimit},
	{Heard::Api, "internal_error", "tiktok_down", ErrorKind::Server},
	{Heard::Api, "invalid_param", "request_refused", ErrorKind::Refused},
	{Heard::Api, "invalid_params", "request_refused", ErrorKind::Refused},
	{Heard::Api, "invalid_file_upload", "request_refused", ErrorKind::Refused},
	{Heard::Api, "spam_risk_too_many_posts", "daily_post_limit", ErrorKind::CreatorAccount},
	{Heard::Api, "spam_risk_user_banned_from_posting", "posting_banned", ErrorKind::CreatorAccount},
	{Heard::Api, "reached_active_user_cap", "app_user_limit", ErrorKind::AppSettings},
	{Heard::Init, "unaudited_client_can_only_post_to_private_accounts", "account_must_be_private",
	 ErrorKind::CreatorAccount},
	{Heard::Init, "privacy_level_option_mismatch", "privacy_not_offered", ErrorKind::Post},
	{Heard::Init, "url_ownership_unverified", "photo_domain_not_verified", ErrorKind::AppSettings},
	{Heard::Init, "app_version_check_failed", "tiktok_app_too_old", ErrorKind::CreatorAccount},
	{Heard::Init, "spam_risk_too_many_pending_share", "too_many_drafts", ErrorKind::CreatorAccount},
	{Heard::Upload, "400", "upload_refused", ErrorKind::PlanRefused},
	{Heard::Upload, "403", "upload_url_expired", ErrorKind::UrlDead},
	{Heard::Upload, "404", "upload_url_unknown", ErrorKind::UrlDead},
	{Heard::Upload, "408", "tiktok_down", ErrorKind::Server},
	{Heard::Upload, "411", "upload_refused", ErrorKind::PlanRefused},
	{Heard::Upload, "413", "upload_refused", ErrorKind::PlanRefused},
	{Heard::Upload, "416", "upload_out_of_step", ErrorKind::UrlDead},
	{Heard::Status, "invalid_publish_id", "post_unknown_to_tiktok", ErrorKind::UnknownPost},
	{Heard::Status, "token_not_authorized_for_specified_publish_id", "post_of_another_account",
	 ErrorKind::UnknownPost},
	{Heard::Status, "publish_not_cancellable", "post_not_cancellable", ErrorKind::OutcomeUnknown},
	{Heard::FailReason, "", "tiktok_gave_no_reason", ErrorKind::Refused},
	{Heard::FailReason, "reached_active_user_cap", "app_user_limit", ErrorKind::AppSettings},
	{Heard::FailReason, "file_format_check_failed", "clip_format_refused", ErrorKind::PlanRefused},
	{Heard::FailReason, "duration_check_failed", "clip_duration_refused", ErrorKind::ClipUnfit},
	{Heard::FailReason, "frame_rate_check_failed", "clip_frame_rate_refused", ErrorKind::ClipUnfit},
	{Heard::FailReason, "video_frame_rate_check_failed", "clip_frame_rate_refused", ErrorKind::ClipUnfit},
	{Heard::FailReason, "video_bitrate_check_failed", "clip_bitrate_refused", ErrorKind::ClipUnfit},
	{Heard::FailReason, "picture_size_check_failed", "picture_size_refused", ErrorKind::PictureSize},
	{Heard::FailReason, "internal", "tiktok_failed_inside", ErrorKind::Server},
	{Heard::FailReason, "video_pull_failed", "pull_failed", ErrorKind::PhotoUrl},
	{Heard::FailReason, "photo_pull_failed", "pull_failed", ErrorKind::PhotoUrl},
	{Heard::FailReason, "publish_cancelled", "cancelled_at_tiktok", ErrorKind::Cancelled},
	{Heard::FailReason, "auth_removed", "access_removed", ErrorKind::Account},
	{Heard::FailReason, "spam_risk_too_many_posts", "daily_post_limit", ErrorKind::CreatorAccount},
	{Heard::FailReason, "spam_risk_user_banned_from_posting", "posting_banned", ErrorKind::CreatorAccount},
	{Heard::FailReason, "spam_risk_text", "caption_refused", ErrorKind::Post},
	{Heard::FailReason, "spam_risk", "post_looks_risky", ErrorKind::Post},
	{Heard::PhotoFailReason, "file_format_check_failed", "picture_format_refused", ErrorKind::PhotoUrl},
};

class TikTokWord : public testing::TestWithParam<Rule> {};

TEST_P(TikTokWord, MeansOneErrorOfOneKind)
{
	const auto &rule = GetParam();
	const Error error = errorFor(rule.heard, rule.word, 400, "their message", "2026112209");
	EXPECT_EQ(error.code, rule.code);
	EXPECT_EQ(error.kind, rule.kind);
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
	return std::to_string(static_cast<int>(row.param.heard)) + "_" + (*row.param.word ? row.param.word : "none");
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

// TikTok says some words also where it does not document them; the pairs of its own pages are in kRules.
TEST(ErrorTable, UnderstandsAWordWhereverItIsHeard)
{
	for (const auto heard : {Heard::Api, Heard::Init, Heard::FailReason, Heard::PhotoFailReason}) {
		for (const auto &[word, code] :
		     {std::pair("spam_risk", "post_looks_risky"), std::pair("spam_risk_text", "caption_refused"),
		      std::pair("spam_risk_too_many_posts", "daily_post_limit"),
		      std::pair("spam_risk_user_banned_from_posting", "posting_banned"),
		      std::pair("spam_risk_too_many_pending_share", "too_many_drafts"),
		      std::pair("spam_risk_of_a_new_sort", "post_looks_risky"),
		      std::pair("reached_active_user_cap", "app_user_limit"),
		      std::pair("unaudited_client_can_only_post_to_private_accounts", "account_must_be_private"),
		      std::pair("privacy_level_option_mismatch", "privacy_not_offered"),
		      std::pair("url_ownership_unverified", "photo_domain_not_verified"),
		      std::pair("auth_removed", "access_removed")})
			EXPECT_EQ(errorFor(heard, word, 403, {}, {}).code, code) << static_cast<int>(heard) << word;
	}
	EXPECT_EQ(errorFor(Heard::Status, "url_ownership_unverified", 403, {}, {}).code, "photo_domain_not_verified");
	EXPECT_EQ(errorFor(Heard::Init, "picture_size_check_failed", 400, {}, {}).code, "picture_size_refused");
	EXPECT_EQ(errorFor(Heard::Init, "", 403, {}, {}).code, "tiktok_refused")
		<< "not a post that failed for no reason";
}

TEST(ErrorTable, UnderstandsTheReasonsOfAVideoForPhotosToo)
{
	EXPECT_EQ(errorFor(Heard::PhotoFailReason, "photo_pull_failed", 200, {}, {}).code, "pull_failed");
	EXPECT_EQ(errorFor(Heard::PhotoFailReason, "moon_phase_check_failed", 200, {}, {}).code, "tiktok_refused");
}

TEST(ErrorTable, KnowsByTheMessageThatTikTokWantsOtherChunks)
{
	const auto kindOf = [](Heard heard, const char *word, const char *message) {
		return errorFor(heard, word, 400, message, {}).kind;
	};
	EXPECT_EQ(kindOf(Heard::Init, "invalid_params", "The chunk size is invalid"), ErrorKind::PlanRefused);
	EXPECT_EQ(kindOf(Heard::Init, "invalid_param", "The total Chunk count is invalid"), ErrorKind::PlanRefused);
	EXPECT_EQ(kindOf(Heard::Init, "invalid_params", "title"), ErrorKind::Refused);
	EXPECT_EQ(kindOf(Heard::Init, "spam_risk_too_many_posts", "chunk"), ErrorKind::CreatorAccount);
	EXPECT_EQ(kindOf(Heard::Status, "invalid_params", "chunk"), ErrorKind::Refused);
}

TEST(ErrorTable, ShowsAnUnknownWordInsteadOfGuessing)
{
	const Error error = errorFor(Heard::FailReason, "moon_phase_check_failed", 200, "", "");
	EXPECT_EQ(error.code, "tiktok_refused");
	EXPECT_EQ(error.kind, ErrorKind::Refused);
	EXPECT_EQ(error.values.at(0), std::pair(std::string("word"), std::string("moon_phase_check_failed")));
	EXPECT_NE(sentences(LOCALE_FILE).at("Error.tiktok_refused").find("{word}"), std::string::npos);
}

TEST(ErrorTable, TakesAnUnknown5xxForAnOutageAndA429ForALimit)
{
	const Error down = errorFor(Heard::Upload, "503", 503, "", "");
	EXPECT_EQ(down.code, "tiktok_down");
	EXPECT_EQ(down.kind, ErrorKind::Server);
	const Error limited = errorFor(Heard::Api, "", 429, "", "");
	EXPECT_EQ(limited.code, "rate_limited");
	EXPECT_EQ(limited.kind, ErrorKind::RateLimit);
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
					 "host_not_found", "proxy_not_found", "proxy_refused", "proxy_failed",
					 "sign_in_page", "photo_host_unknown", "reply_too_big", "reply_not_understood",
					 "file_missing", "file_unreadable", "file_changed", "file_empty",
					 "clip_too_big", "sandbox_url_not_allowed", "upload_url_not_allowed",
					 "image_unavailable", "photo_url_not_https", "photo_url_redirects",
					 "photo_type_not_allowed", "photo_too_big", "photo_url_unreachable",
					 "photo_host_busy", "tiktok_refused"),
			 DirectPost::readableText);

} // namespace

} // namespace DirectPost::TikTok
