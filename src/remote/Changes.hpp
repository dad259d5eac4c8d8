#pragma once

#include <compose/State.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace DirectPost::Remote {

// What obs-websocket's clients are told by themselves.
struct Event {
	std::string name; // "ClipReady", "JobChanged", "AccountChanged", "CountdownChanged"
	nlohmann::json data;
};

// Pure. A post that goes on is told at each whole percent, so that a client hears a hundred times of it at most.
std::vector<Event> changesBetween(const Compose::State &before, const Compose::State &after);

} // namespace DirectPost::Remote
