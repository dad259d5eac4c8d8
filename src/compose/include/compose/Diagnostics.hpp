#pragma once

#include "State.hpp"

#include <chrono>
#include <string>

namespace DirectPost::Compose {

// What only the program around the composer knows.
struct Surroundings {
	std::string version; // Direct Post's
	std::string obsVersion;
	std::string language;   // OBS's
	bool isSandbox = false; // another server stands in for TikTok
};

// For a report, in English as the log: versions, the system, the settings that matter, and the clips and posts at hand
// with their stages, error codes and TikTok's log ids. No word that the user wrote, no name, no path, no secret.
std::string diagnosticsText(const State &state, const Surroundings &around, std::chrono::system_clock::time_point now);

} // namespace DirectPost::Compose
