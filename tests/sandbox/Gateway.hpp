#pragma once

#include "HttpServer.hpp"
#include "Fields.hpp"
#include "World.hpp"

#include <functional>

namespace DirectPost::StandIn {

// One request on its way through.
struct Call {
	World &world;
	const httplib::Request &request;
	httplib::Response &response;
	Connection &connection;
	SandboxRequest record;
	std::optional<int> chunk = {}; // of an upload

	void violation(std::string rule, std::string detail = {}, std::string publishId = {}) const;
	// The raw query, without the question mark; httplib mixes its parameters with those of a form.
	std::string_view query() const;
	Fields queryFields() const;
};

// How a fault that is no reply of the endpoint's own speaks: TikTok's three shapes of errors.
enum class ErrorShape {
	Envelope = 1,
	OAuth,
	Bare, // an HTTP status, as the upload host sends
	Page, // for a browser: a redirect to the app
};

// What every request passes: it is recorded, faults strike before and after, and rules that hold everywhere are
// checked.
class Gateway {
public:
	using Handle = std::function<void(Call &)>;
	using HandleBody = std::function<void(Call &, const httplib::ContentReader &)>;

	Gateway(World &world, HttpServer &server) : world_(world), server_(server) {}

	httplib::Server::Handler route(std::string endpoint, ErrorShape shape, Handle handle);
	httplib::Server::HandlerWithContentReader uploadRoute(HandleBody handle);

private:
	void serve(Call &call, ErrorShape shape, const std::function<void()> &handle);

	World &world_;
	HttpServer &server_;
};

// Takes the place of the endpoint. True: the endpoint must not run.
bool strikeBefore(Call &call, ErrorShape shape);
// Spoils what the endpoint replied.
void strikeAfter(Call &call);

} // namespace DirectPost::StandIn
