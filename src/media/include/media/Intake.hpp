#pragma once

#include "Checks.hpp"
#include "Readiness.hpp"
#include "Thumbnail.hpp"
#include "Workbench.hpp"

#include <base/FileIdentity.hpp>
#include <base/Log.hpp>

#include <functional>
#include <memory>

namespace DirectPost::Media {

enum class Origin { Recording = 1, Replay, ChosenByHand };

// A clip on its way into the dock. Values only: handed from the preparation thread to the UI.
struct Clip {
	uint64_t id = 0; // unique in this run
	Origin origin = Origin::ChosenByHand;
	std::string sceneName;            // the program scene when the recording stopped; may be empty
	ClipInfo original;                // the user's own file, never altered
	std::filesystem::path uploadFile; // what is sent: the original, or the remuxed file in our cache
	ClipInfo upload;                  // facts of uploadFile
	FileIdentity uploadIdentity;      // as it was when it became ready
	bool isDerived() const { return uploadFile != original.file; }
};

// What the dock shows while a clip is on its way. Callbacks come on the preparation thread, in this order:
// waiting* -> probed -> (pictured) -> remuxing* -> ready | failed.
struct IntakeObserver {
	std::function<void(uint64_t id, const std::filesystem::path &file)> waiting; // not final yet
	std::function<void(const Clip &clip)> probed; // facts known; uploadFile still empty
	std::function<void(uint64_t id, const Picture &picture)> pictured;
	std::function<void(uint64_t id, double done)> remuxing;
	std::function<void(const Clip &clip)> ready;
	std::function<void(uint64_t id, const Error &error)> failed;
};

// From a path to a clip that can be posted: readiness gate, probe, thumbnail, remux where needed. Files that TikTok
// would refuse whatever their container (too big, unsupported codec …) are probed and pictured but not remuxed; they
// end in `ready` with uploadFile empty, and check() says why they cannot be posted.
class Intake {
public:
	Intake(Workbench &workbench, std::filesystem::path cacheFolder, const Clock &clock, IntakeObserver observer,
	       Log log);
	~Intake(); // no callback comes after it

	// From any thread; returns at once with the clip's id.
	uint64_t admit(Candidate candidate, Origin origin, std::string sceneName);
	// From any thread. A running remux stops and its partial file goes; ends in failed(cancelled).
	void cancel(uint64_t id);
	// Deletes derived files that no clip of this run and none of `keep` uses.
	void reap(const std::vector<std::filesystem::path> &keep);

private:
	struct State;
	std::shared_ptr<State> state_;
};

} // namespace DirectPost::Media
