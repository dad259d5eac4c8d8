#pragma once

#include "Commands.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <span>
#include <string>

// What obs-websocket's clients may ask. Pure: an answer comes from a state that nobody changes any more, on whatever
// thread; what is to be done comes back as a command, for the UI thread.
namespace DirectPost::Remote {

using Command = std::function<void(const Commands &commands)>;

struct Answer {
	nlohmann::json data;  // {"ok": true, ...}, or {"ok": false, "error": "no_such_clip", "field": "clip"}
	Command command = {}; // empty: nothing is to be done
};

struct Request {
	const char *name;
	bool posts; // or arms: needs the permission of Compose::Settings
	Answer (*answer)(const Compose::State &state, const nlohmann::json &data);
};

// Every one there is, as docs/remote-control.md describes them.
std::span<const Request> requests();

// `data`: what the client sent. Anything but an object, and fields that are missing, of another type or out of range,
// are the client's mistake: "bad_request" with the field's name.
Answer answerTo(const Request &request, const Compose::State &state, const nlohmann::json &data);

} // namespace DirectPost::Remote
