#pragma once

#include "Gateway.hpp"

#include <nlohmann/json.hpp>

#include <expected>

namespace DirectPost::StandIn {

// What error.code says, with the HTTP status TikTok sends it with.
struct ApiError {
	int httpStatus = 400;
	std::string code;
	std::string message;
};
using ApiResult = std::expected<nlohmann::json, ApiError>;

// The status TikTok's tables give for a code; creator_info sends some of its refusals with 200.
int usualStatus(std::string_view code, std::string_view endpoint);
std::unexpected<ApiError> refusal(std::string_view code, std::string message = {});

// The envelope of every API but OAuth: {"data":{},"error":{"code","message","log_id"}}.
void replyEnvelope(Call &call, const ApiResult &result);
// OAuth's flat shape. TikTok sends it with HTTP 200.
void replyOAuthError(Call &call, int httpStatus, const std::string &error, const std::string &description);
void replyJson(Call &call, int httpStatus, const nlohmann::json &body);
std::string newLogId(Time now);

// The token of the request, if it is alive and covers one of the scopes (none: any).
std::expected<const AccessToken *, ApiError> authorize(Call &call, std::initializer_list<std::string_view> scopes);
std::expected<void, ApiError> checkScope(const Grant &grant, std::initializer_list<std::string_view> scopes);
// Empty if there is no bearer.
std::string bearerOf(const httplib::Request &request);
// Counts against the minute of the token.
std::expected<void, ApiError> admit(Call &call, const AccessToken &token, size_t limit);
// The body as a JSON object, with the content type TikTok asks for.
std::expected<nlohmann::json, ApiError> jsonBody(Call &call);

} // namespace DirectPost::StandIn
