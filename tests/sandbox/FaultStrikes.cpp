#include "Api.hpp"

#include <map>

namespace DirectPost::StandIn {
namespace {

constexpr size_t kHugeReply_bytes = 8 * 1024 * 1024;
constexpr size_t kHugeHeader_bytes = 2 * 1024 * 1024;
constexpr size_t kTruncatedBy_bytes = 64;
constexpr std::string_view kGarbage("\x16\x03\x01\x00\xff this is no HTTP\r\n\0\0\0\r\n\r\n", 30);

using StrikeBefore = void (*)(Call &call, const SandboxFault &fault, ErrorShape shape);
using StrikeAfter = void (*)(Call &call, const SandboxFault &fault);

int statusOr(const SandboxFault &fault, int usual)
{
	return fault.httpStatus != 0 ? fault.httpStatus : usual;
}

size_t sizeOr(const SandboxFault &fault, size_t usual)
{
	return fault.size_bytes > 0 ? static_cast<size_t>(fault.size_bytes) : usual;
}

void setRetryAfter(Call &call, const SandboxFault &fault)
{
	if (fault.retryAfter_s >= 0)
		call.response.set_header("Retry-After", std::to_string(fault.retryAfter_s));
}

void replyError(Call &call, ErrorShape shape, int httpStatus, const std::string &code, const std::string &message)
{
	if (shape == ErrorShape::Envelope)
		replyEnvelope(call, std::unexpected(ApiError{httpStatus, code, message}));
	else if (shape == ErrorShape::OAuth)
		replyOAuthError(call, httpStatus, code, message);
	call.response.status = httpStatus;
}

// To the app's callback, as TikTok's authorize page does.
void replyRedirect(Call &call, const SandboxFault &fault)
{
	const Fields query = call.queryFields();
	std::string url = query.value("redirect_uri") + "?error=" + percentEncoded(fault.code) +
			  "&error_description=" + percentEncoded(fault.message);
	if (!fault.errorType.empty())
		url += "&error_type=" + percentEncoded(fault.errorType);
	call.response.set_redirect(url + "&state=" + percentEncoded(query.value("state")));
}

void replyForcedCode(Call &call, const SandboxFault &fault, ErrorShape shape)
{
	if (shape == ErrorShape::Page)
		return replyRedirect(call, fault);
	const int usual = shape == ErrorShape::OAuth ? 200 : usualStatus(fault.code, call.record.endpoint);
	replyError(call, shape, statusOr(fault, usual), fault.code,
		   fault.message.empty() ? "Forced by a fault." : fault.message);
}

void replyServerError(Call &call, const SandboxFault &fault, ErrorShape shape)
{
	const std::string usual = shape == ErrorShape::OAuth ? "server_error" : "internal_error";
	replyError(call, shape, statusOr(fault, 500), fault.code.empty() ? usual : fault.code, fault.message);
	setRetryAfter(call, fault);
}

void replyRateLimited(Call &call, const SandboxFault &fault, ErrorShape shape)
{
	replyError(call, shape, statusOr(fault, 429), "rate_limit_exceeded", "The API rate limit was exceeded.");
	setRetryAfter(call, fault);
}

void leaveWithoutReply(Call &call, const SandboxFault &fault, ErrorShape)
{
	if (fault.delay_s > 0)
		call.connection.wait(fromSeconds(fault.delay_s));
	else
		call.connection.drainUntilClosed();
	call.connection.drop();
}

const std::map<std::string_view, StrikeBefore> &strikesBefore()
{
	static const std::map<std::string_view, StrikeBefore> strikes = {
		{"reset_before_body",
		 [](Call &call, const SandboxFault &, ErrorShape) {
			 call.connection.reset();
		 }},
		{"no_reply", leaveWithoutReply},
		{"rate_limited", replyRateLimited},
		{"error_code", replyForcedCode},
		{"http_error_before", replyServerError},
		{"chunk_size_refused",
		 [](Call &call, const SandboxFault &fault, ErrorShape shape) {
			 replyError(call, shape, statusOr(fault, 400), "invalid_params", "The chunk size is invalid");
		 }},
		{"chunk_count_refused",
		 [](Call &call, const SandboxFault &fault, ErrorShape shape) {
			 replyError(call, shape, statusOr(fault, 400), "invalid_params",
				    "The total chunk count is invalid");
		 }},
		{"416_without_proof",
		 [](Call &call, const SandboxFault &, ErrorShape) {
			 call.response.status = 416;
		 }},
		{"upload_url_expired",
		 [](Call &call, const SandboxFault &, ErrorShape) {
			 call.response.status = 403;
		 }},
		{"upload_not_found",
		 [](Call &call, const SandboxFault &, ErrorShape) {
			 call.response.status = 404;
		 }},
	};
	return strikes;
}

void sendGarbage(Call &call, const SandboxFault &)
{
	call.connection.sendRaw(kGarbage);
	call.connection.drop();
}

void sendTruncated(Call &call, const SandboxFault &)
{
	const httplib::Response &response = call.response;
	call.connection.sendRaw("HTTP/1.1 " + std::to_string(response.status == -1 ? 200 : response.status) +
				" OK\r\nContent-Type: application/json\r\nContent-Length: " +
				std::to_string(response.body.size() + kTruncatedBy_bytes) + "\r\n\r\n" + response.body);
	call.connection.drop();
}

void replyHtml(Call &call, const SandboxFault &fault)
{
	call.response.status = statusOr(fault, call.response.status);
	call.response.set_content("<!DOCTYPE html><title>502</title><h1>Bad gateway</h1>", "text/html");
}

void loseTheResult(Call &call, const SandboxFault &fault)
{
	call.response.status = statusOr(fault, 500);
	call.response.set_content("", "text/plain");
	setRetryAfter(call, fault);
}

const std::map<std::string_view, StrikeAfter> &strikesAfter()
{
	static const std::map<std::string_view, StrikeAfter> strikes = {
		{"reply_lost",
		 [](Call &call, const SandboxFault &) {
			 call.connection.reset();
		 }},
		{"slow_reply",
		 [](Call &call, const SandboxFault &fault) {
			 call.connection.wait(fromSeconds(fault.delay_s));
		 }},
		{"garbage_reply", sendGarbage},
		{"html_reply", replyHtml},
		{"empty_reply",
		 [](Call &call, const SandboxFault &) {
			 call.response.set_content("", "application/json");
		 }},
		{"truncated_reply", sendTruncated},
		{"huge_reply",
		 [](Call &call, const SandboxFault &fault) {
			 const std::string filler(sizeOr(fault, kHugeReply_bytes), 'x');
			 call.response.set_content("{\"data\":\"" + filler + "\"}", "application/json");
		 }},
		{"huge_header",
		 [](Call &call, const SandboxFault &fault) {
			 call.response.set_header("X-Huge", std::string(sizeOr(fault, kHugeHeader_bytes), 'x'));
		 }},
		{"http_error_after", loseTheResult},
		{"416_with_proof",
		 [](Call &call, const SandboxFault &) {
			 call.response.status = 416;
		 }},
		{"created_for_every_chunk",
		 [](Call &call, const SandboxFault &) {
			 call.response.status = 201;
		 }},
		{"progress_missing",
		 [](Call &call, const SandboxFault &) {
			 call.response.headers.erase("Content-Range");
		 }},
	};
	return strikes;
}

} // namespace

bool strikeBefore(Call &call, ErrorShape shape)
{
	const auto armed = call.world.faults.take(FaultPhase::Before, call.record.endpoint, call.chunk);
	if (!armed)
		return false;
	call.world.faults.hit(armed->id);
	call.record.fault = armed->fault.name;
	if (armed->fault.name == "token_dies") {
		const std::scoped_lock lock(call.world.mutex);
		call.world.accounts.killAccessToken(bearerOf(call.request));
		return false; // the endpoint finds out by itself
	}
	strikesBefore().at(armed->fault.name)(call, armed->fault, shape);
	if (armed->fault.withoutReadingBody)
		call.connection.dropAfterReply();
	return true;
}

void strikeAfter(Call &call)
{
	const auto armed = call.world.faults.take(FaultPhase::After, call.record.endpoint, call.chunk);
	if (!armed)
		return;
	call.world.faults.hit(armed->id);
	call.record.fault = armed->fault.name;
	strikesAfter().at(armed->fault.name)(call, armed->fault);
}

} // namespace DirectPost::StandIn
