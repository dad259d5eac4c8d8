#pragma once

#include "Checks.hpp"
#include "Readiness.hpp"
#include "Thumbnail.hpp"
#include "Workbench.hpp"

#include <base/FileIdentity.hpp>
#include <base/Log.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace DirectPost::Media {

enum class Origin { Recording = 1, Replay, ChosenByHand };

// A clip on its way into the dock. Values only: handed from the preparation thread to the UI.
struct Clip {
	uint64_t id = 0; // unique in this run
	Origin origin = Origin::ChosenByHand;
	std::string sceneName;            // the program scene when the recording stopped; may be empty
	ClipInfo original;                // the user's own file, never altered
	FileIdentity originalIdentity;    // as it was when it was probed
	std::filesystem::path uploadFile; // what is sent: the original, or the remuxed file in our cache
	ClipInfo upload;                  // facts of uploadFile
	FileIdentity uploadIdentity;      // as it was when it became ready
	bool isDerived() const { return !uploadFile.empty() && uploadFile != original.file; }
};

// The check list of a clip: what will be sent is judged where it is known already, container and sound as the user
// recorded them.
std::vector<Finding> check(const Clip &clip, const std::optional<CreatorLimits> &creator);

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

// From a path to a clip that can be posted: readiness gate, probe, thumbnail, remux where needed. MP4 with moov first,
// MOV with moov first and WebM are used as they are. The errors are those of ReadinessGate, probe, remuxToMp4 and
// identify, and clip_changed (somebody wrote to the file meanwhile), media_internal. Workbench and clock must outlive
// it. Files that TikTok would refuse whatever their container (too big, unsupported codec …) are probed and pictured
// but not remuxed; they end in `ready` with uploadFile empty, and check() says why they cannot be posted.
class Intake {
public:
	Intake(Workbench &workbench, std::filesystem::path cacheFolder, const Clock &clock, IntakeObserver observer,
	       Log log);
	~Intake(); // no callback comes after it; waits for one that is under way, so never destroy it from inside a
		   // callback
	Intake(const Intake &) = delete;
	Intake &operator=(const Intake &) = delete;

	// From any thread; returns at once with the clip's id.
	uint64_t admit(Candidate candidate, Origin origin, std::string sceneName);
	// From any thread. A running remux stops and its partial file goes; ends in failed(cancelled). A clip that is
	// ready by then stays ready.
	void cancel(uint64_t id);
	// From any thread: nobody holds this ready clip any more. Its derived file now lives only as long as `keep`
	// names it.
	void release(uint64_t id);
	// From any thread; works on the preparation thread. Nobody will post this ready clip: deletes its derived file.
	void discard(uint64_t id);
	// From any thread; works on the preparation thread. Deletes derived files that no clip of this run holds and
	// `keep` does not name. Those of other runs go once they are a day old, for another OBS may still show them.
	// Other files are never touched.
	void reap(std::vector<std::filesystem::path> keep);

private:
	struct State;
	std::shared_ptr<State> state_;
};

} // namespace DirectPost::Media
