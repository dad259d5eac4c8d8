#include "Api.hpp"

#include "Random.hpp"

#include <algorithm>
#include <array>
#include <format>

namespace DirectPost::StandIn {
namespace {

struct CodeStatus {
	std::string_view code;
	int httpStatus;
};

constexpr std::array kStatuses = {
	CodeStatus{"access_token_invalid", 401},
	CodeStatus{"scope_not_authorized", 401},
	CodeStatus{"rate_limit_exceeded", 429},
	CodeStatus{"internal_error", 500},
	CodeStatus{"spam_risk_too_many_posts", 403},
	CodeStatus{"spam_risk_user_banned_from_posting", 403},
	CodeStatus{"spam_risk_too_many_pending_share", 403},
	CodeStatus{"reached_active_user_cap", 403},
	CodeStatus{"unaudited_client_can_only_post_to_private_accounts", 403},
	CodeStatus{"url_ownership_unverified", 403},
	CodeStatus{"privacy_level_option_mismatch", 403},
};

// What only a mistake of the client's brings about; TikTok takes even a privacy level that is no longer offered for
// one. The other refusals tell it what it could not know: the user's account, TikTok's day, the app's settings.
constexpr std::array<std::string_view, 6> kClientMistakes = {
	"invalid_param",           "invalid_params",
	"invalid_publish_id",      "token_not_authorized_for_specified_publish_id",
	"scope_permission_missed", "privacy_level_option_mismatch"};

constexpr std::array<std::string_view, 3> kSentWith200ByCreatorInfo = {
	"spam_risk_too_many_posts", "spam_risk_user_banned_from_posting", "reached_active_user_cap"};

constexpr std::string_view kGenericMessage =
	"Please review our integration guidelines at https://developers.tiktok.com/doc/content-sharing-guidelines/";

bool isUtf8Json(std::string type)
{
	std::ranges::transform(type, type.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
	std::erase(type, ' ');
	return type == "application/json;charset=utf-8";
}

} // namespace

int usualStatus(std::string_view code, std::string_view endpoint)
{
	if (endpoint == "creator_info" && std::ranges::contains(kSentWith200ByCreatorInfo, code))
		return 200;
	const auto found = std::ranges::find(kStatuses, code, &CodeStatus::code);
	return found == kStatuses.end() ? 400 : found->httpStatus;
}

std::unexpected<ApiError> refusal(std::string_view code, std::string message)
{
	return std::unexpected(ApiError{usualStatus(code, {}), std::string(code),
					message.empty() ? std::string(kGenericMessage) : message});
}

std::string newLogId(Time now)
{
	return std::format("{:%Y%m%d%H%M%S}", std::chrono::floor<std::chrono::seconds>(now)) + randomHex(20);
}

void replyJson(Call &call, int httpStatus, const nlohmann::json &body)
{
	call.response.status = httpStatus;
	call.response.set_content(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
				  "application/json");
}

void replyEnvelope(Call &call, const ApiResult &result)
{
	const bool isFault = !call.record.fault.empty(); // then nobody judged the request
	if (!result && !isFault && std::ranges::contains(kClientMistakes, result.error().code))
		call.violation("refused_" + result.error().code, result.error().message);
	const std::string logId = newLogId(call.world.clock.now());
	nlohmann::json error{{"code", "ok"}, {"message", ""}, {"log_id", logId}};
	int httpStatus = 200;
	if (!result) {
		error["code"] = call.record.errorCode = result.error().code;
		error["message"] = result.error().message;
		httpStatus = result.error().httpStatus;
		if (const int usual = usualStatus(result.error().code, call.record.endpoint); usual == 200)
			httpStatus = usual;
	}
	call.response.set_header("x-tt-logid", logId);
	replyJson(call, httpStatus, {{"data", result ? *result : nlohmann::json::object()}, {"error", error}});
}

void replyOAuthError(Call &call, int httpStatus, const std::string &error, const std::string &description)
{
	const std::string logId = newLogId(call.world.clock.now());
	call.record.errorCode = error;
	call.response.set_header("x-tt-logid", logId);
	replyJson(call, httpStatus, {{"error", error}, {"error_description", description}, {"log_id", logId}});
}

std::string bearerOf(const httplib::Request &request)
{
	constexpr std::string_view kBearer = "Bearer ";
	const std::string header = request.get_header_value("Authorization");
	return header.starts_with(kBearer) ? header.substr(kBearer.size()) : std::string();
}

std::expected<const AccessToken *, ApiError> authorize(Call &call, std::initializer_list<std::string_view> scopes)
{
	const AccessToken *token = call.world.accounts.findAccessToken(bearerOf(call.request), call.world.clock.now());
	if (!token)
		return refusal("access_token_invalid", "The access token is invalid or not found in the request.");
	if (const auto granted = checkScope(*token->grant, scopes); !granted)
		return std::unexpected(granted.error());
	return token;
}

std::expected<void, ApiError> checkScope(const Grant &grant, std::initializer_list<std::string_view> scopes)
{
	const auto isGranted = [&](std::string_view scope) {
		return std::ranges::contains(grant.scopes, scope);
	};
	if (scopes.size() > 0 && std::ranges::none_of(scopes, isGranted))
		return refusal("scope_not_authorized",
			       "The user did not authorize the scope required for completing this request.");
	return {};
}

std::expected<void, ApiError> admit(Call &call, const AccessToken &token, size_t limit)
{
	const bool isAdmitted =
		call.world.limits.admit(token.token, call.record.endpoint, limit, call.world.clock.now());
	if (!isAdmitted)
		call.violation("rate_limit", call.record.endpoint);
	if (!isAdmitted && call.world.options.enforceRateLimits)
		return refusal("rate_limit_exceeded", "The API rate limit was exceeded. Please try again later.");
	return {};
}

std::expected<nlohmann::json, ApiError> jsonBody(Call &call)
{
	const std::string type = call.request.get_header_value("Content-Type");
	if (type.substr(0, type.find(';')) != "application/json")
		return refusal("invalid_params", "The content type must be application/json; charset=UTF-8.");
	if (!isUtf8Json(type))
		call.violation("content_type", type);
	auto body = nlohmann::json::parse(call.request.body, nullptr, false);
	if (!body.is_object())
		return refusal("invalid_params", "The request body is not a JSON object.");
	return body;
}

} // namespace DirectPost::StandIn
