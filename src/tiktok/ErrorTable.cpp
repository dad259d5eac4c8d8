#include <tiktok/ErrorTable.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace DirectPost::TikTok {

namespace {

using enum Heard;

constexpr auto kTable = std::to_array<ErrorRow>({
	// The browser's return to the loopback listener: `error`, and `error_type` where it says more.
	{Callback, "access_denied", "login_declined", ErrorKind::SignIn},
	{Callback, "non_sandbox_target", "login_not_target_user", ErrorKind::AppSettings},
	{Callback, "invalid_client", "app_not_accepted", ErrorKind::AppSettings},
	{Callback, "unauthorized_client", "app_not_allowed", ErrorKind::AppSettings},
	{Callback, "invalid_scope", "app_scopes_missing", ErrorKind::AppSettings},
	{Callback, "invalid_request", "login_request_refused", ErrorKind::SignIn},
	{Callback, "invalid_grant", "login_no_longer_valid", ErrorKind::Account},
	{Callback, "unsupported_response_type", "login_request_refused", ErrorKind::Refused},
	{Callback, "unsupported_grant_type", "login_request_refused", ErrorKind::Refused},
	{Callback, "server_error", "tiktok_down", ErrorKind::Server},
	{Callback, "temporarily_unavailable", "tiktok_down", ErrorKind::Server},

	// oauth/token and oauth/revoke, often with HTTP 200.
	{Token, "access_denied", "login_declined", ErrorKind::SignIn},
	{Token, "invalid_client", "app_not_accepted", ErrorKind::AppSettings},
	{Token, "unauthorized_client", "app_not_allowed", ErrorKind::AppSettings},
	{Token, "invalid_scope", "app_scopes_missing", ErrorKind::AppSettings},
	{Token, "invalid_request", "login_request_refused", ErrorKind::SignIn},
	{Token, "invalid_grant", "login_no_longer_valid", ErrorKind::Account},
	{Token, "unsupported_grant_type", "login_request_refused", ErrorKind::Refused},
	{Token, "unsupported_response_type", "login_request_refused", ErrorKind::Refused},
	{Token, "server_error", "tiktok_down", ErrorKind::Server},
	{Token, "temporarily_unavailable", "tiktok_down", ErrorKind::Server},

	// Every call with a bearer token.
	{Api, "access_token_invalid", "access_token_invalid", ErrorKind::AccessToken},
	{Api, "scope_not_authorized", "scope_missing", ErrorKind::Account},
	{Api, "scope_permission_missed", "scope_missing", ErrorKind::Account},
	{Api, "rate_limit_exceeded", "rate_limited", ErrorKind::RateLimit},
	{Api, "internal_error", "tiktok_down", ErrorKind::Server},
	{Api, "invalid_param", "request_refused", ErrorKind::Refused},
	{Api, "invalid_params", "request_refused", ErrorKind::Refused},
	{Api, "invalid_file_upload", "request_refused", ErrorKind::Refused},
	{Api, "spam_risk_too_many_posts", "daily_post_limit", ErrorKind::CreatorAccount},
	{Api, "spam_risk_user_banned_from_posting", "posting_banned", ErrorKind::CreatorAccount},
	{Api, "reached_active_user_cap", "app_user_limit", ErrorKind::AppSettings},

	{Init, "unaudited_client_can_only_post_to_private_accounts", "account_must_be_private",
	 ErrorKind::CreatorAccount},
	{Init, "privacy_level_option_mismatch", "privacy_not_offered", ErrorKind::Post},
	{Init, "url_ownership_unverified", "photo_domain_not_verified", ErrorKind::AppSettings},
	{Init, "app_version_check_failed", "tiktok_app_too_old", ErrorKind::CreatorAccount},
	{Init, "spam_risk_too_many_pending_share", "too_many_drafts", ErrorKind::CreatorAccount},

	// HTTP status of a PUT, for the caller to resolve before the user hears of it.
	{Upload, "400", "upload_refused", ErrorKind::PlanRefused},
	{Upload, "403", "upload_url_expired", ErrorKind::UrlDead},
	{Upload, "404", "upload_url_unknown", ErrorKind::UrlDead},
	{Upload, "408", "tiktok_down", ErrorKind::Server},
	{Upload, "411", "upload_refused", ErrorKind::PlanRefused},
	{Upload, "413", "upload_refused", ErrorKind::PlanRefused},
	{Upload, "416", "upload_out_of_step", ErrorKind::UrlDead},

	// status/fetch, and cancel.
	{Status, "invalid_publish_id", "post_unknown_to_tiktok", ErrorKind::UnknownPost},
	{Status, "token_not_authorized_for_specified_publish_id", "post_of_another_account", ErrorKind::UnknownPost},
	{Status, "publish_not_cancellable", "post_not_cancellable", ErrorKind::OutcomeUnknown},

	{FailReason, "", "tiktok_gave_no_reason", ErrorKind::Refused},
	// Perhaps only for the pieces that it came in.
	{FailReason, "file_format_check_failed", "clip_format_refused", ErrorKind::PlanRefused},
	{FailReason, "duration_check_failed", "clip_duration_refused", ErrorKind::ClipUnfit},
	{FailReason, "frame_rate_check_failed", "clip_frame_rate_refused", ErrorKind::ClipUnfit},
	{FailReason, "video_frame_rate_check_failed", "clip_frame_rate_refused", ErrorKind::ClipUnfit},
	{FailReason, "video_bitrate_check_failed", "clip_bitrate_refused", ErrorKind::ClipUnfit},
	{FailReason, "picture_size_check_failed", "picture_size_refused", ErrorKind::PictureSize},
	{FailReason, "internal", "tiktok_failed_inside", ErrorKind::Server},
	{FailReason, "video_pull_failed", "pull_failed", ErrorKind::PhotoUrl},
	{FailReason, "photo_pull_failed", "pull_failed", ErrorKind::PhotoUrl},
	{FailReason, "publish_cancelled", "cancelled_at_tiktok", ErrorKind::Cancelled},
	{FailReason, "auth_removed", "access_removed", ErrorKind::Account},
	{FailReason, "spam_risk_too_many_posts", "daily_post_limit", ErrorKind::CreatorAccount},
	{FailReason, "spam_risk_user_banned_from_posting", "posting_banned", ErrorKind::CreatorAccount},
	{FailReason, "reached_active_user_cap", "app_user_limit", ErrorKind::AppSettings},
	{FailReason, "spam_risk_text", "caption_refused", ErrorKind::Post},
	{FailReason, "spam_risk", "post_looks_risky", ErrorKind::Post},

	// Of a photo post.
	{PhotoFailReason, "file_format_check_failed", "picture_format_refused", ErrorKind::PhotoUrl},
});

// TikTok's limits are per minute and come without Retry-After.
constexpr std::chrono::seconds kRateLimitWindow{60};

const ErrorRow *find(Heard heard, std::string_view word)
{
	const auto row = std::ranges::find_if(
		kTable, [&](const ErrorRow &candidate) { return candidate.heard == heard && candidate.word == word; });
	return row == kTable.end() ? nullptr : &*row;
}

// Where a word is looked up, in this order: TikTok says some of its words also where it does not document them.
std::vector<Heard> tablesFor(Heard heard)
{
	switch (heard) {
	case Api:
	case Init:
		return {heard, Api, Init, FailReason};
	case Status:
		return {Status, Api, Init};
	case FailReason:
		return {FailReason, Init};
	case PhotoFailReason:
		return {PhotoFailReason, FailReason, Init};
	default:
		return {heard};
	}
}

// TikTok has no error word of its own for a chunk plan: only the message tells ("The chunk size is invalid").
bool isAboutChunks(Heard heard, std::string_view word, std::string message)
{
	constexpr auto kWords =
		std::to_array<std::string_view>({"invalid_param", "invalid_params", "invalid_file_upload"});
	std::ranges::transform(message, message.begin(),
			       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
	return heard == Init && std::ranges::contains(kWords, word) && message.find("chunk") != std::string::npos;
}

ErrorRow rowFor(Heard heard, std::string_view word, int httpStatus)
{
	for (const Heard table : tablesFor(heard)) {
		const ErrorRow *row = find(table, word);
		if (row && !(table != heard && word.empty()))
			return *row;
	}
	if (httpStatus >= 500)
		return *find(Api, "internal_error");
	if (httpStatus == 429)
		return *find(Api, "rate_limit_exceeded");
	if (word.starts_with("spam_risk")) // a risk that TikTok has found a name for since
		return *find(FailReason, "spam_risk");
	return {heard, word, heard == Upload ? "upload_refused" : "tiktok_refused", ErrorKind::Refused};
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
	error.kind = isAboutChunks(heard, word, detail) ? ErrorKind::PlanRefused : row.kind;
	error.code = row.code;
	error.values = {{"word", word.empty() ? "HTTP " + std::to_string(httpStatus) : std::string(word)},
			{"message", detail}};
	error.detail = std::move(detail);
	error.logId = std::move(logId);
	if (error.kind == ErrorKind::RateLimit)
		error.retryAfter = kRateLimitWindow;
	return error;
}

} // namespace DirectPost::TikTok
