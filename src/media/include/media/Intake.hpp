#pragma once

#include "CaptureContext.hpp"
#include "Lane.hpp"
#include "Readiness.hpp"
#include "Source.hpp"
#include "Thumbnail.hpp"

#include <base/Clock.hpp>
#include <base/Log.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace DirectPost::Media {

// What becomes of a file that was admitted. Callbacks come on the quick lane's thread, in this order:
// (waiting) -> known -> (pictured), or (waiting) -> failed. A file gets exactly one of `known` and `failed`.
struct IntakeObserver {
	std::function<void(uint64_t id, const std::filesystem::path &file)> waiting; // not final yet
	std::function<void(const Source &source)> known;
	std::function<void(uint64_t id, const Picture &picture)> pictured; // a file without one is known all the same
	std::function<void(uint64_t id, const Error &error)> failed;
};

// From a path to a known source: waits until the file is final, reads its facts, takes its picture. What TikTok would
// refuse is known and pictured like anything else; isWorthPreparing() tells. A file whose disk is away, or that another
// program holds, is waited for, as an upload does. The errors are those of Readiness, identify and probe, and
// cancelled, media_internal.
class Intake {
public:
	// Lane and clock must outlive it.
	Intake(Lane &quick, const Clock &clock, IntakeObserver observer, Log log);
	// No callback comes after it. It waits for one that is under way, so never destroy it from inside a callback.
	~Intake();
	Intake(const Intake &) = delete;
	Intake &operator=(const Intake &) = delete;

	// From any thread; returns at once with the id of the source.
	uint64_t admit(Candidate candidate, Origin origin, CaptureContext context);
	// From any thread. Ends in failed(cancelled); a source that is known by then stays known.
	void cancel(uint64_t id);

private:
	struct State;
	std::unique_ptr<State> state_;
};

} // namespace DirectPost::Media
