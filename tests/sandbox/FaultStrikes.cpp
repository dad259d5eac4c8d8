#include "Api.hpp"

namespace DirectPost::StandIn {
namespace {

constexpr size_t kHugeReply_bytes = 8 * 1024 * 1024;
constexpr size_t kHugeHeader_bytes = 2 * 1024 * 1024;
constexpr size_t kTruncatedBy_bytes = 64;
constexpr std::string_view kGarbage("\x16\x03\x01\x00\xff this is no HTTP\r\n\0\0\0\r\n\r\n", 30);

std::chrono::milliseconds delayOf(const SandboxFault &fault)
{
	return std::chrono::milliseconds(static_cast<int64_t>(fault.delay_s * 1000));
}

int statusOr(const SandboxFault &fault, int usual)
{
	return fault.httpStatus != 0 ? fault.httpStatus : usual;
}

void replyRedirect(Call &call, const SandboxFault &fault)
{
	const Fields query = call.queryFields();
	std::string url = query.value("redirect_uri") + "?error=" + percentEncoded(fault.code) +
			  "&error_description=" + percentEncoded(fault.message);
	if (!fault.errorType.empty())
		url += "&error_type=" + percentEncoded(fault.errorType);
	call.response.set_redirect(url + "&state=" + percentEncoded(query.value("state")));
}

void replyError(Call &call, ErrorShape shape, int httpStatus, const std::string &code, const std::string &message)
{
	switch (shape) {
	case ErrorShape::Envelope:
		replyEnvelope(call, std::unexpected(ApiError{httpStatus, code, message}));
		call.response.status = httpStatus;
		return;
	case ErrorShape::OAuth:
		replyOAuthError(call, httpStatus, code, message);
		return;
	case ErrorShape::Bare:
	case ErrorShape::Redirect:
		call.response.status = httpStatus;
	}
}

void setRetryAfter(Call &call, const SandboxFault &fault)
{
	if (fault.retryAfter_s >= 0)
		call.response.set_header("Retry-After", std::to_string(fault.retryAfter_s));
}

void replyForcedError(Call &call, ErrorShape shape, const SandboxFault &fault)
{
	const std::string message = fault.message.empty() ? "Forced by a fault." : fault.message;
	if (shape == ErrorShape::Redirect)
		return replyRedirect(call, fault);
	const int usual = shape == ErrorShape::OAuth ? 200 : usualStatus(fault.code, call.record.endpoint);
	replyError(call, shape, statusOr(fault, usual), fault.code, message);
}

void replyServerError(Call &call, ErrorShape shape, const SandboxFault &fault)
{
	const std::string code = shape == ErrorShape::OAuth ? "server_error" : "internal_error";
	replyError(call, shape, statusOr(fault, 500), fault.code.empty() ? code : fault.code, fault.message);
	setRetryAfter(call, fault);
}

} // namespace

bool strikeBefore(Call &call, ErrorShape shape)
{
	const auto armed = call.world.faults.take(FaultPhase::Before, call.record.endpoint, call.chunk);
	if (!armed)
		return false;
	const SandboxFault &fault = armed->fault;
	call.world.faults.hit(armed->id);
	call.record.fault = fault.name;

	if (fault.name == "token_dies") {
		const std::scoped_lock lock(call.world.mutex);
		call.world.accounts.killAccessToken(bearerOf(call.request));
		return false; // the endpoint finds out by itself
	}
	if (fault.name == "reset_before_body") {
		call.connection.reset();
	} else if (fault.name == "no_reply") {
		if (fault.delay_s > 0)
			call.connection.wait(delayOf(fault));
		else
			call.connection.drainUntilClosed();
		call.connection.drop();
	} else if (fault.name == "rate_limited") {
		replyError(call, shape, statusOr(fault, 429), "rate_limit_exceeded",
			   "The API rate limit was exceeded.");
		setRetryAfter(call, fault);
	} else if (fault.name == "error_code") {
		replyForcedError(call, shape, fault);
	} else if (fault.name == "chunk_size_refused") {
		replyError(call, shape, statusOr(fault, 400), "invalid_params", "The chunk size is invalid");
	} else if (fault.name == "chunk_count_refused") {
		replyError(call, shape, statusOr(fault, 400), "invalid_params", "The total chunk count is invalid");
	} else if (fault.name == "416_without_proof") {
		call.response.status = 416;
	} else if (fault.name == "upload_url_expired") {
		call.response.status = statusOr(fault, 403);
	} else if (fault.name == "upload_not_found") {
		call.response.status = statusOr(fault, 404);
	} else {
		replyServerError(call, shape, fault);
	}
	return true;
}

void strikeAfter(Call &call)
{
	const auto armed = call.world.faults.take(FaultPhase::After, call.record.endpoint, call.chunk);
	if (!armed)
		return;
	const SandboxFault &fault = armed->fault;
	httplib::Response &response = call.response;
	call.world.faults.hit(armed->id);
	call.record.fault = fault.name;

	if (fault.name == "reply_lost") {
		call.connection.reset();
	} else if (fault.name == "slow_reply") {
		call.connection.wait(delayOf(fault));
	} else if (fault.name == "garbage_reply") {
		call.connection.sendRaw(kGarbage);
		call.connection.drop();
	} else if (fault.name == "html_reply") {
		response.status = statusOr(fault, response.status);
		response.set_content("<!DOCTYPE html><title>502</title><h1>Bad gateway</h1>", "text/html");
	} else if (fault.name == "empty_reply") {
		response.set_content("", "application/json");
	} else if (fault.name == "truncated_reply") {
		call.connection.sendRaw("HTTP/1.1 " + std::to_string(response.status == -1 ? 200 : response.status) +
					" OK\r\nContent-Type: application/json\r\nContent-Length: " +
					std::to_string(response.body.size() + kTruncatedBy_bytes) + "\r\n\r\n" +
					response.body);
		call.connection.drop();
	} else if (fault.name == "huge_reply") {
		const size_t size = fault.size_bytes > 0 ? static_cast<size_t>(fault.size_bytes) : kHugeReply_bytes;
		response.set_content("{\"data\":\"" + std::string(size, 'x') + "\"}", "application/json");
	} else if (fault.name == "huge_header") {
		const size_t size = fault.size_bytes > 0 ? static_cast<size_t>(fault.size_bytes) : kHugeHeader_bytes;
		response.set_header("X-Huge", std::string(size, 'x'));
	} else if (fault.name == "created_for_every_chunk") {
		response.status = response.status == 206 ? 201 : response.status;
	} else if (fault.name == "416_with_proof") {
		response.status = 416;
	} else if (fault.name == "progress_missing") {
		response.headers.erase("Content-Range");
	} else {
		response.status = statusOr(fault, 500);
		response.body.clear();
		setRetryAfter(call, fault);
	}
}

} // namespace DirectPost::StandIn
