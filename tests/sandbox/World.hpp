#pragma once

#include "Accounts.hpp"
#include "Faults.hpp"
#include "PostStore.hpp"
#include "RateLimits.hpp"
#include "Recorder.hpp"
#include "SandboxClock.hpp"

#include <mutex>

namespace DirectPost::StandIn {

// Everything this TikTok knows. `mutex` guards all but the clock, the recorder and the faults, which look after
// themselves; it is never held while the body of an upload comes in.
struct World {
	std::mutex mutex;
	SandboxOptions options;
	std::filesystem::path stateFolder;
	std::string baseUrl;
	std::string uploadUrl; // of the upload host, which serves nothing else
	Accounts accounts;
	RateLimits limits;
	PostStore posts;

	SandboxClock clock;
	Recorder recorder;
	FaultPlan faults;
};

} // namespace DirectPost::StandIn
