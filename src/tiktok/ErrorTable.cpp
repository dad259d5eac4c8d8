#include <tiktok/ErrorTable.hpp>

#include <algorithm>
#include <array>

namespace DirectPost::TikTok {

namespace {

using enum Heard;
constexpr auto kNever = Retry::Never;
constexpr auto kLater = Retry::Later;

// Caps and bans are Never: no machine should try again for a day; the user may.
constexpr auto kTable = std::to_array<ErrorRow>({
	// The browser's return to the loopback listener: `error`, and `error_type` where it says more.
	{Callback, "access_denied", "login_declined", Advice::Retry, kNever},
	{Callback, "non_sandbox_target", "login_not_target_user", Advice::FixSettings, kNever},
	{Callback, "invalid_client", "app_not_accepted", Advice::FixSettings, kNever},
	{Callback, "unauthorized_client", "app_not_allowed", Advice::FixSettings, kNever},
	{Callback, "invalid_scope", "app_scopes_missing", Advice::FixSettings, kNever},
	{Callback, "invalid_request", "login_request_refused", Advice::Retry, kNever},
	{Callback, "invalid_grant", "login_no_longer_valid", Advice::Reconnect, kNever},
	{Callback, "unsupported_response_type", "login_request_refused", Advice::Report, kNever},
	{Callback, "unsupported_grant_type", "login_request_refused", Advice::Report, kNever},
	{Callback, "server_error", "tiktok_down", Advice::Retry, kLater},
	{Callback, "temporarily_unavailable", "tiktok_down", Advice::Retry, kLater},

	// oauth/token and oauth/revoke, often with HTTP 200.
	{Token, "access_denied", "login_declined", Advice::Retry, kNever},
	{Token, "invalid_client", "app_not_accepted", Advice::FixSettings, kNever},
	{Token, "unauthorized_client", "app_not_allowed", Advice::FixSettings, kNever},
	{Token, "invalid_scope", "app_scopes_missing", Advice::FixSettings, kNever},
	{Token, "invalid_request", "login_request_refused", Advice::Retry, kNever},
	{Token, "invalid_grant", "login_no_longer_valid", Advice::Reconnect, kNever},
	{Token, "unsupported_grant_type", "login_request_refused", Advice::Report, kNever},
	{Token, "unsupported_response_type", "login_request_refused", Advice::Report, kNever},
	{Token, "server_error", "tiktok_down", Advice::Retry, kLater},
	{Token, "temporarily_unavailable", "tiktok_down", Advice::Retry, kLater},

	// Every call with a bearer token; Init and Status fall back to these.
	{Api, "access_token_invalid", "access_token_invalid", Advice::Reconnect, kNever},
	{Api, "scope_not_authorized", "scope_missing", Advice::Reconnect, kNever},
	{Api, "scope_permission_missed", "scope_missing", Advice::Reconnect, kNever},
	{Api, "rate_limit_exceeded", "rate_limited", Advice::Wait, kLater},
	{Api, "internal_error", "tiktok_down", Advice::Retry, kLater},
	{Api, "invalid_param", "request_refused", Advice::Report, kNever},
	{Api, "invalid_params", "request_refused", Advice::Report, kNever},
	{Api, "invalid_file_upload", "request_refused", Advice::Report, kNever},
	{Api, "spam_risk_too_many_posts", "daily_post_limit", Advice::Wait, kNever},
	{Api, "spam_risk_user_banned_from_posting", "posting_banned", Advice::FixAccount, kNever},
	{Api, "reached_active_user_cap", "app_user_limit", Advice::Wait, kNever},

	{Init, "unaudited_client_can_only_post_to_private_accounts", "account_must_be_private", Advice::FixAccount,
	 kNever},
	{Init, "privacy_level_option_mismatch", "privacy_not_offered", Advice::EditPost, kNever},
	{Init, "url_ownership_unverified", "photo_domain_not_verified", Advice::FixSettings, kNever},
	{Init, "app_version_check_failed", "tiktok_app_too_old", Advice::FixAccount, kNever},
	{Init, "spam_risk_too_many_pending_share", "too_many_drafts", Advice::FixAccount, kNever},

	// HTTP status of a PUT. All but 400 are for the caller to resolve before the user hears of them.
	{Upload, "400", "upload_refused", Advice::Report, kNever},
	{Upload, "403", "upload_url_expired", Advice::Retry, kNever},
	{Upload, "404", "upload_url_unknown", Advice::Retry, kNever},
	{Upload, "416", "upload_out_of_step", Advice::Retry, kNever},

	// status/fetch, and cancel.
	{Status, "invalid_publish_id", "post_unknown_to_tiktok", Advice::CheckProfile, kNever},
	{Status, "token_not_authorized_for_specified_publish_id", "post_of_another_account", Advice::CheckProfile,
	 kNever},
	{Status, "publish_not_cancellable", "post_not_cancellable", Advice::CheckProfile, kNever},
	{Status, "url_ownership_unverified", "photo_domain_not_verified", Advice::FixSettings, kNever},

	{FailReason, "file_format_check_failed", "clip_format_refused", Advice::ChangeClip, kNever},
	{FailReason, "duration_check_failed", "clip_duration_refused", Advice::ChangeClip, kNever},
	{FailReason, "frame_rate_check_failed", "clip_frame_rate_refused", Advice::ChangeClip, kNever},
	{FailReason, "video_frame_rate_check_failed", "clip_frame_rate_refused", Advice::ChangeClip, kNever},
	{FailReason, "video_bitrate_check_failed", "clip_bitrate_refused", Advice::ChangeClip, kNever},
	{FailReason, "picture_size_check_failed", "picture_size_refused", Advice::ChangeClip, kNever},
	{FailReason, "internal", "tiktok_failed_inside", Advice::Retry, kLater},
	{FailReason, "video_pull_failed", "pull_failed", Advice::Retry, kNever},
	{FailReason, "photo_pull_failed", "pull_failed", Advice::Retry, kNever},
	{FailReason, "publish_cancelled", "cancelled_at_tiktok", Advice::None, kNever},
	{FailReason, "auth_removed", "access_removed", Advice::Reconnect, kNever},
	{FailReason, "spam_risk_too_many_posts", "daily_post_limit", Advice::Wait, kNever},
	{FailReason, "spam_risk_user_banned_from_posting", "posting_banned", Advice::FixAccount, kNever},
	{FailReason, "spam_risk_text", "caption_refused", Advice::EditPost, kNever},
	{FailReason, "spam_risk", "post_looks_risky", Advice::EditPost, kNever},
});

// TikTok's limits are per minute and come without Retry-After.
constexpr std::chrono::seconds kRateLimitWindow{60};

const ErrorRow *find(Heard heard, std::string_view word)
{
	const auto row = std::ranges::find_if(
		kTable, [&](const ErrorRow &candidate) { return candidate.heard == heard && candidate.word == word; });
	return row == kTable.end() ? nullptr : &*row;
}

ErrorRow rowFor(Heard heard, std::string_view word, int httpStatus)
{
	if (const ErrorRow *row = find(heard, word))
		return *row;
	if (const ErrorRow *row = heard == Init || heard == Status ? find(Api, word) : nullptr)
		return *row;
	if (httpStatus >= 500)
		return *find(Api, "internal_error");
	if (httpStatus == 429)
		return *find(Api, "rate_limit_exceeded");
	return {heard, word, "tiktok_refused", Advice::Report, kNever};
}

} // namespace

std::span<const ErrorRow> errorTable()
{
	return kTable;
}

Error errorFor(Heard heard, std::string_view word, int httpStatus, std::string detail, std::string logId)
{
	const ErrorRow row = rowFor(heard, word, httpStatus);
	Error error;
	error.code = row.code;
	error.advice = row.advice;
	error.retry = row.retry;
	error.values = {{"word", word.empty() ? "HTTP " + std::to_string(httpStatus) : std::string(word)},
			{"message", detail}};
	error.detail = std::move(detail);
	error.logId = std::move(logId);
	if (row.code == "rate_limited")
		error.retryAfter = kRateLimitWindow;
	return error;
}

} // namespace DirectPost::TikTok
