#include "ControlPlane.hpp"

#include "Json.hpp"

namespace DirectPost::StandIn {
namespace {

using httplib::Request;
using httplib::Response;
using nlohmann::json;

void reply(Response &response, const json &body, int httpStatus = 200)
{
	response.status = httpStatus;
	response.set_content(body.dump(1, '\t', false, json::error_handler_t::replace) + "\n", "application/json");
}

void replyMistake(Response &response, const std::string &sentence)
{
	reply(response, {{"mistake", sentence}}, 400);
}

// What the handler returns is the reply; what it throws, nlohmann's exceptions, is the caller's mistake.
template <class Handle> httplib::Server::Handler withBody(Handle handle)
{
	return [handle](const Request &request, Response &response) {
		try {
			const json body = request.body.empty() ? json::object() : json::parse(request.body);
			const std::expected<json, std::string> result = handle(body);
			result ? reply(response, *result) : replyMistake(response, result.error());
		} catch (const json::exception &mistake) {
			replyMistake(response, mistake.what());
		}
	};
}

std::chrono::milliseconds secondsMember(const json &body, const char *name)
{
	return fromSeconds(body.at(name).get<double>());
}

std::expected<json, std::string> changeCreator(World &world, const json &body)
{
	const std::scoped_lock lock(world.mutex);
	const std::string openId = body.value("open_id", world.accounts.creators.front().openId);
	SandboxCreator *creator = world.accounts.creator(openId);
	if (!creator) {
		SandboxCreator added;
		body.get_to(added);
		if (added.username.empty())
			return std::unexpected("there is no creator " + openId + "; a new one needs a username");
		creator = &world.accounts.creators.emplace_back(std::move(added));
	} else {
		body.get_to(*creator);
	}
	return json(*creator);
}

json stateOf(World &world)
{
	const std::scoped_lock lock(world.mutex);
	return {{"base_url", world.baseUrl},
		{"now", std::chrono::duration<double>(world.clock.now().time_since_epoch()).count()},
		{"creators", world.accounts.creators},
		{"audited", world.options.audited},
		{"processing_s", std::chrono::duration<double>(world.options.processing).count()},
		{"moderation_s", std::chrono::duration<double>(world.options.moderation).count()},
		{"access_token_lifetime_s", world.options.accessTokenLifetime.count()},
		{"faults", world.faults.list()},
		{"posts", world.posts.entries().size()},
		{"violations", world.recorder.violations().size()}};
}

std::expected<json, std::string> changeOptions(World &world, const json &body)
{
	{
		const std::scoped_lock lock(world.mutex);
		if (body.contains("audited"))
			body["audited"].get_to(world.options.audited);
		if (body.contains("processing_s"))
			world.options.processing = secondsMember(body, "processing_s");
		if (body.contains("moderation_s"))
			world.options.moderation = secondsMember(body, "moderation_s");
		if (body.contains("consent_at_once"))
			body["consent_at_once"].get_to(world.options.consentAtOnce);
		if (body.contains("access_token_lifetime_s"))
			world.options.accessTokenLifetime =
				std::chrono::seconds(body["access_token_lifetime_s"].get<int64_t>());
	}
	return stateOf(world);
}

void addReadings(HttpServer &server, World &world)
{
	server.Get("/_sandbox/posts", [&world](const Request &, Response &response) {
		reply(response, {{"posts", settledPosts(world)}});
	});
	server.Get("/_sandbox/requests", [&world](const Request &, Response &response) {
		reply(response, {{"requests", world.recorder.requests()}});
	});
	server.Get("/_sandbox/violations", [&world](const Request &, Response &response) {
		reply(response, {{"violations", world.recorder.violations()}});
	});
	server.Get("/_sandbox/secrets", [&world](const Request &, Response &response) {
		reply(response, {{"secrets", issuedSecrets(world)}});
	});
	server.Get("/_sandbox/state",
		   [&world](const Request &, Response &response) { reply(response, stateOf(world)); });
	server.Get("/_sandbox/faults", [&world](const Request &, Response &response) {
		reply(response, {{"faults", world.faults.list()}});
	});
}

void addChanges(HttpServer &server, World &world)
{
	server.Post("/_sandbox/faults", withBody([&world](const json &body) -> std::expected<json, std::string> {
			    const auto id = world.faults.inject(body.get<SandboxFault>());
			    if (!id)
				    return std::unexpected(id.error());
			    return json{{"id", *id}};
		    }));
	server.Delete("/_sandbox/faults", [&world](const Request &, Response &response) {
		world.faults.clear();
		reply(response, json::object());
	});
	server.Post("/_sandbox/clock", withBody([&world](const json &body) -> std::expected<json, std::string> {
			    world.clock.advance(secondsMember(body, "advance_seconds"));
			    return stateOf(world);
		    }));
	server.Post("/_sandbox/creator", withBody([&world](const json &body) { return changeCreator(world, body); }));
	server.Post("/_sandbox/options", withBody([&world](const json &body) { return changeOptions(world, body); }));
}

} // namespace

std::vector<SandboxPost> settledPosts(World &world)
{
	const std::scoped_lock lock(world.mutex);
	world.posts.settle(world.clock.now(), world.baseUrl);
	std::vector<SandboxPost> posts;
	for (const PostEntry &entry : world.posts.entries())
		posts.push_back(entry.post);
	return posts;
}

std::vector<std::string> issuedSecrets(World &world)
{
	const std::scoped_lock lock(world.mutex);
	std::vector<std::string> secrets = world.accounts.issued();
	for (const PostEntry &entry : world.posts.entries()) {
		if (!entry.uploadToken.empty())
			secrets.push_back(entry.uploadToken);
	}
	return secrets;
}

void addControlPlane(HttpServer &server, World &world)
{
	addReadings(server, world);
	addChanges(server, world);
}

} // namespace DirectPost::StandIn
