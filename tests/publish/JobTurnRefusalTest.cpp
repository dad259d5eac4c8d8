#include "JobChoices.hpp"
#include "Samples.hpp"

#include <tiktok/ErrorTable.hpp>

#include "../Sentences.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

// Every word of TikTok's in every row that can hear it: what becomes of the row, which sentence it shows, and which
// buttons.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;
using TikTok::Heard;
using enum JobStage;

// Who posts, and where the word is heard.
enum class At { Init = 1, PhotoInit, FirstPut, LastPut, Status, PhotoStatus, FailReason, PhotoFailReason };

struct Row {
	At at;
	const char *word;
	JobStage stage;
	const char *code;
	Do what;
	const char *buttons; // t: retry, e: edit
};

constexpr Row kRows[] = {
	// --- the init of a clip ---
	{At::Init, "access_token_invalid", WaitingForAccount, "access_token_invalid", Do::WaitForAccount, ""},
	{At::Init, "scope_not_authorized", WaitingForAccount, "scope_missing", Do::WaitForAccount, ""},
	{At::Init, "scope_permission_missed", WaitingForAccount, "scope_missing", Do::WaitForAccount, ""},
	{At::Init, "auth_removed", WaitingForAccount, "access_removed", Do::WaitForAccount, ""},
	{At::Init, "rate_limit_exceeded", Starting, "rate_limited", Do::Init, ""},
	{At::Init, "internal_error", Starting, "tiktok_down", Do::Init, ""},
	{At::Init, "invalid_param", Failed, "request_refused", Do::Nothing, "te"},
	{At::Init, "invalid_params", Failed, "request_refused", Do::Nothing, "te"},
	{At::Init, "invalid_file_upload", Failed, "request_refused", Do::Nothing, "te"},
	{At::Init, "spam_risk_too_many_posts", Failed, "daily_post_limit", Do::Nothing, "te"},
	{At::Init, "spam_risk_user_banned_from_posting", Failed, "posting_banned", Do::Nothing, "te"},
	{At::Init, "spam_risk_too_many_pending_share", Failed, "too_many_drafts", Do::Nothing, "te"},
	{At::Init, "spam_risk", Failed, "post_looks_risky", Do::Nothing, "e"},
	{At::Init, "spam_risk_text", Failed, "caption_refused", Do::Nothing, "e"},
	{At::Init, "reached_active_user_cap", Failed, "app_user_limit", Do::Nothing, "te"},
	{At::Init, "unaudited_client_can_only_post_to_private_accounts", Failed, "account_must_be_private", Do::Nothing,
	 "te"},
	{At::Init, "privacy_level_option_mismatch", Failed, "privacy_not_offered", Do::Nothing, "e"},
	{At::Init, "url_ownership_unverified", Failed, "photo_domain_not_verified", Do::Nothing, "te"},
	{At::Init, "app_version_check_failed", Failed, "tiktok_app_too_old", Do::Nothing, "te"},
	{At::Init, "a_word_of_tomorrow", Failed, "tiktok_refused", Do::Nothing, "te"},
	// --- the init of photos: complete with it, so a doubt is a doubt about the post ---
	{At::PhotoInit, "access_token_invalid", WaitingForAccount, "access_token_invalid", Do::WaitForAccount, ""},
	{At::PhotoInit, "scope_not_authorized", WaitingForAccount, "scope_missing", Do::WaitForAccount, ""},
	{At::PhotoInit, "rate_limit_exceeded", Waiting, "rate_limited", Do::CheckPhotos, ""},
	{At::PhotoInit, "internal_error", OutcomeUnknown, "photos_outcome_unknown", Do::Nothing, ""},
	{At::PhotoInit, "invalid_param", Failed, "request_refused", Do::Nothing, "te"},
	{At::PhotoInit, "invalid_params", Failed, "request_refused", Do::Nothing, "te"},
	{At::PhotoInit, "spam_risk_too_many_posts", Failed, "daily_post_limit", Do::Nothing, "te"},
	{At::PhotoInit, "spam_risk_user_banned_from_posting", Failed, "posting_banned", Do::Nothing, "te"},
	{At::PhotoInit, "spam_risk_too_many_pending_share", Failed, "too_many_drafts", Do::Nothing, "te"},
	{At::PhotoInit, "spam_risk", Failed, "post_looks_risky", Do::Nothing, "e"},
	{At::PhotoInit, "reached_active_user_cap", Failed, "app_user_limit", Do::Nothing, "te"},
	{At::PhotoInit, "unaudited_client_can_only_post_to_private_accounts", Failed, "account_must_be_private",
	 Do::Nothing, "te"},
	{At::PhotoInit, "privacy_level_option_mismatch", Failed, "privacy_not_offered", Do::Nothing, "e"},
	{At::PhotoInit, "url_ownership_unverified", Failed, "photo_domain_not_verified", Do::Nothing, "te"},
	{At::PhotoInit, "app_version_check_failed", Failed, "tiktok_app_too_old", Do::Nothing, "te"},
	// --- a PUT that is not the last ---
	{At::FirstPut, "400", Starting, "upload_refused", Do::Init, ""},
	{At::FirstPut, "403", Uploading, "upload_url_expired", Do::AskStatus, ""},
	{At::FirstPut, "404", Uploading, "upload_url_unknown", Do::AskStatus, ""},
	{At::FirstPut, "408", Uploading, "tiktok_down", Do::AskStatus, ""},
	{At::FirstPut, "411", Starting, "upload_refused", Do::Init, ""},
	{At::FirstPut, "413", Starting, "upload_refused", Do::Init, ""},
	{At::FirstPut, "429", Uploading, "rate_limited", Do::AskStatus, ""},
	{At::FirstPut, "500", Uploading, "tiktok_down", Do::AskStatus, ""},
	{At::FirstPut, "503", Uploading, "tiktok_down", Do::AskStatus, ""},
	{At::FirstPut, "418", Failed, "upload_refused", Do::Nothing, "te"},
	// --- the last PUT: whatever it is, TikTok is asked what it has ---
	{At::LastPut, "400", Confirming, "upload_refused", Do::AskStatus, ""},
	{At::LastPut, "403", Confirming, "upload_url_expired", Do::AskStatus, ""},
	{At::LastPut, "404", Confirming, "upload_url_unknown", Do::AskStatus, ""},
	{At::LastPut, "408", Confirming, "tiktok_down", Do::AskStatus, ""},
	{At::LastPut, "413", Confirming, "upload_refused", Do::AskStatus, ""},
	{At::LastPut, "500", Confirming, "tiktok_down", Do::AskStatus, ""},
	// --- a status question, three times ---
	{At::Status, "access_token_invalid", WaitingForAccount, "access_token_invalid", Do::WaitForAccount, ""},
	{At::Status, "scope_not_authorized", WaitingForAccount, "scope_missing", Do::WaitForAccount, ""},
	{At::Status, "rate_limit_exceeded", Processing, "rate_limited", Do::AskStatus, ""},
	{At::Status, "internal_error", Processing, "tiktok_down", Do::AskStatus, ""},
	{At::Status, "invalid_publish_id", OutcomeUnknown, "post_unknown_to_tiktok", Do::Nothing, ""},
	{At::Status, "token_not_authorized_for_specified_publish_id", OutcomeUnknown, "post_of_another_account",
	 Do::Nothing, ""},
	{At::Status, "publish_not_cancellable", OutcomeUnknown, "outcome_unknown", Do::Nothing, ""},
	{At::Status, "a_word_of_tomorrow", OutcomeUnknown, "outcome_unknown", Do::Nothing, ""},
	{At::PhotoStatus, "url_ownership_unverified", OutcomeUnknown, "outcome_unknown", Do::Nothing, ""},
	{At::PhotoStatus, "invalid_publish_id", OutcomeUnknown, "post_unknown_to_tiktok", Do::Nothing, ""},
	// --- TikTok's verdict ---
	{At::FailReason, "", Failed, "tiktok_gave_no_reason", Do::Nothing, "te"},
	{At::FailReason, "file_format_check_failed", Failed, "clip_format_refused", Do::Nothing, "e"},
	{At::FailReason, "duration_check_failed", Failed, "clip_duration_refused", Do::Nothing, "e"},
	{At::FailReason, "frame_rate_check_failed", Failed, "clip_frame_rate_refused", Do::Nothing, "e"},
	{At::FailReason, "video_frame_rate_check_failed", Failed, "clip_frame_rate_refused", Do::Nothing, "e"},
	{At::FailReason, "video_bitrate_check_failed", Failed, "clip_bitrate_refused", Do::Nothing, "e"},
	{At::FailReason, "picture_size_check_failed", Failed, "picture_size_refused", Do::Nothing, "e"},
	{At::FailReason, "internal", Failed, "tiktok_failed_inside", Do::Nothing, "te"},
	{At::FailReason, "video_pull_failed", Failed, "pull_failed", Do::Nothing, "te"},
	{At::FailReason, "photo_pull_failed", Failed, "pull_failed", Do::Nothing, "te"},
	{At::FailReason, "publish_cancelled", Failed, "cancelled_at_tiktok", Do::Nothing, "te"},
	{At::FailReason, "auth_removed", Failed, "access_removed", Do::Nothing, "te"},
	{At::FailReason, "spam_risk_too_many_posts", Failed, "daily_post_limit", Do::Nothing, "te"},
	{At::FailReason, "spam_risk_user_banned_from_posting", Failed, "posting_banned", Do::Nothing, "te"},
	{At::FailReason, "spam_risk_text", Failed, "caption_refused", Do::Nothing, "e"},
	{At::FailReason, "spam_risk", Failed, "post_looks_risky", Do::Nothing, "e"},
	{At::FailReason, "reached_active_user_cap", Failed, "app_user_limit", Do::Nothing, "te"},
	{At::FailReason, "a_word_of_tomorrow", Failed, "tiktok_refused", Do::Nothing, "te"},
	{At::PhotoFailReason, "file_format_check_failed", Failed, "picture_format_refused", Do::Nothing, "te"},
	{At::PhotoFailReason, "picture_size_check_failed", Failed, "picture_size_refused", Do::Nothing, "e"},
	{At::PhotoFailReason, "photo_pull_failed", Failed, "pull_failed", Do::Nothing, "te"},
	{At::PhotoFailReason, "internal", Failed, "tiktok_failed_inside", Do::Nothing, "te"},
	{At::PhotoFailReason, "spam_risk", Failed, "post_looks_risky", Do::Nothing, "e"},
};

Error heard(Heard where, const char *word)
{
	const int status = where == Heard::Upload ? std::atoi(word) : 400;
	return TikTok::errorFor(where, word, status, "their message", "log-1");
}

Story settled(PostRequest request)
{
	Story story(std::move(request));
	if (story.job().video())
		story.happens(Begun{}).ticket().chunkTaken(0, 201);
	else
		story.happens(Begun{}).happens(PhotosChecked{}).happens(IsReady{}).ticket();
	return story;
}

Story asked(PostRequest request, const char *word)
{
	Story story = settled(std::move(request));
	for (int i = 0; i < 3 && story.last().what == Do::AskStatus; ++i)
		story.passes(10s).happens(StatusFailed{heard(Heard::Status, word)});
	return story;
}

Story judged(PostRequest request, const char *word)
{
	TikTok::PostStatus status;
	status.stage = TikTok::PostStage::Failed;
	status.failReason = word;
	Story story = settled(std::move(request));
	story.happens(StatusArrived{status});
	return story;
}

Story told(const Row &row)
{
	Story video(videoRequest(kSixChunks_bytes));
	Story photos(photoRequest());
	Story small(videoRequest(kSmall_bytes));
	switch (row.at) {
	case At::Init:
		return video.happens(Begun{}).happens(InitFailed{heard(Heard::Init, row.word)});
	case At::PhotoInit:
		photos.happens(Begun{}).happens(PhotosChecked{}).happens(IsReady{});
		return photos.happens(InitFailed{heard(Heard::Init, row.word)});
	case At::FirstPut:
		video.happens(Begun{}).ticket();
		return video.happens(ChunkFailed{.error = heard(Heard::Upload, row.word), .wasSentWhole = true});
	case At::LastPut:
		small.happens(Begun{}).ticket();
		return small.happens(ChunkFailed{.error = heard(Heard::Upload, row.word), .wasSentWhole = true});
	case At::Status:
		return asked(videoRequest(kSmall_bytes), row.word);
	case At::PhotoStatus:
		return asked(photoRequest(), row.word);
	case At::FailReason:
		return judged(videoRequest(kSmall_bytes), row.word);
	case At::PhotoFailReason:
		return judged(photoRequest(), row.word);
	}
	return video;
}

class Refusal : public testing::TestWithParam<Row> {};

TEST_P(Refusal, LeadsToItsStageItsSentenceAndItsButtons)
{
	const Row &row = GetParam();
	const Story story = told(row);
	EXPECT_EQ(shownStage(story.job()), row.stage) << nameOf(story.stage());
	EXPECT_EQ(story.code(), row.code);
	EXPECT_EQ(story.last().what, row.what);

	JobSnapshot shown;
	shown.stage = shownStage(story.job());
	shown.error = story.job().error;
	addChoices(shown, false);
	EXPECT_EQ(std::string(shown.mayRetry ? "t" : "") + (shown.mayEdit ? "e" : ""), row.buttons);
	EXPECT_TRUE(sentences(LOCALE_FILE).contains(std::string("Error.") + row.code)) << row.code;
}

INSTANTIATE_TEST_SUITE_P(JobTurn, Refusal, testing::ValuesIn(kRows), [](const auto &row) {
	return std::to_string(static_cast<int>(row.param.at)) + "_" + (*row.param.word ? row.param.word : "none");
});

// A word that is added to TikTok's table gets its row here.
TEST(JobTurnRefusals, AreKnownForEveryWordOfTikToks)
{
	const auto isTold = [](const TikTok::ErrorRow &row) {
		const auto hears = [&row](const Row &told) {
			const bool isAtInit = told.at == At::Init || told.at == At::PhotoInit;
			const bool isPut = told.at == At::FirstPut || told.at == At::LastPut;
			const bool isAsked = told.at == At::Status || told.at == At::PhotoStatus;
			switch (row.heard) {
			case Heard::Api:
			case Heard::Init:
				return isAtInit;
			case Heard::Upload:
				return isPut;
			case Heard::Status:
				return isAsked;
			case Heard::FailReason:
				return told.at == At::FailReason;
			case Heard::PhotoFailReason:
				return told.at == At::PhotoFailReason;
			default:
				return true;
			}
		};
		return std::ranges::any_of(kRows,
					   [&](const Row &told) { return hears(told) && row.word == told.word; });
	};
	for (const auto &row : TikTok::errorTable()) {
		const bool isOfPosting = row.heard != Heard::Callback && row.heard != Heard::Token;
		// A 416 is a reply, not a failure: the upload goes on from what TikTok has.
		const bool isReply = row.heard == Heard::Upload && row.word == "416";
		EXPECT_TRUE(!isOfPosting || isReply || isTold(row)) << row.word;
	}
}

} // namespace
} // namespace DirectPost::Publish
