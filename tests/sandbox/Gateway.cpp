#include "Gateway.hpp"

#include <algorithm>
#include <array>

namespace DirectPost::StandIn {
namespace {

constexpr std::array<std::string_view, 5> kSecretsInUrl = {"client_secret", "access_token", "refresh_token",
							   "code_verifier", "token"};

void checkEverywhere(const Call &call)
{
	for (const auto name : kSecretsInUrl) {
		if (call.queryFields().has(name))
			call.violation("secret_in_url", std::string(name));
	}
	if (call.request.has_header("Expect"))
		call.violation("expect_header", call.request.get_header_value("Expect"));
}

} // namespace

void Call::violation(std::string rule, std::string detail, std::string publishId) const
{
	world.recorder.violation(
		{std::move(rule), std::move(detail), record.endpoint, std::move(publishId), record.number});
}

std::string_view Call::query() const
{
	const std::string_view target = request.target;
	const size_t question = target.find('?');
	return question == std::string_view::npos ? std::string_view{} : target.substr(question + 1);
}

Fields Call::queryFields() const
{
	return Fields(query());
}

httplib::Server::Handler Gateway::route(std::string endpoint, ErrorShape shape, Handle handle)
{
	return [this, endpoint, shape, handle](const httplib::Request &request, httplib::Response &response) {
		Connection &connection = server_.connectionOf(request);
		Call call{world_, request, response, connection,
			  Recorder::describe(request, endpoint, connection.number())};
		serve(call, shape, [&] {
			const std::scoped_lock lock(world_.mutex);
			world_.posts.settle(world_.clock.now(), world_.baseUrl);
			handle(call);
		});
	};
}

httplib::Server::HandlerWithContentReader Gateway::uploadRoute(HandleBody handle)
{
	return [this, handle](const httplib::Request &request, httplib::Response &response,
			      const httplib::ContentReader &body) {
		Connection &connection = server_.connectionOf(request);
		Call call{world_, request, response, connection,
			  Recorder::describe(request, "upload", connection.number())};
		serve(call, ErrorShape::Bare, [&] { handle(call, body); });
	};
}

void Gateway::serve(Call &call, ErrorShape shape, const std::function<void()> &handle)
{
	const auto begin = std::chrono::steady_clock::now();
	call.record.number = world_.recorder.nextNumber();
	call.record.at = world_.clock.now();
	checkEverywhere(call);
	// An upload asks for its faults itself: it must know its chunk first.
	if (shape == ErrorShape::Bare || !strikeBefore(call, shape))
		handle();
	if (shape != ErrorShape::Bare && !call.connection.hasEnded())
		strikeAfter(call);
	call.record.httpStatus = call.connection.hasEnded()   ? 0
				 : call.response.status == -1 ? 200
							      : call.response.status;
	call.record.replyBody_bytes = static_cast<int64_t>(call.response.body.size());
	call.record.duration =
		std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
	world_.recorder.add(std::move(call.record));
}

} // namespace DirectPost::StandIn
