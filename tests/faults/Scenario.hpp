#pragma once

#include <sandbox/Sandbox.hpp>

#include <publish/Post.hpp>

#include <span>

// What may go wrong around one post, as rows of one table.
namespace DirectPost::Faults {

using Publish::JobStage;

// How a file is sent.
enum class Shape {
	OneRequest = 1,
	Chunks, // three, of 10, 10 and 11 MB
	Photos, // two addresses; nothing is sent but these
};

constexpr int64_t kUsualChunk_bytes = 10'000'000; // all but the last

int64_t sizeOf(Shape shape);
int64_t largestChunkOf(Shape shape);

// What is wrong on our side of the network.
enum class Here {
	Nothing = 1,
	NoSuchHost,  // at first, the name does not exist
	NoNames,     // at every start, names cannot be resolved for a while
	Stranger,    // at first, a server answers whose certificate nobody knows
	Outage,      // nobody listens for a while: at every start, or where `outage` says so
	ClockJump,   // the clock is set by `jump` after `atTransition`
	AlteredFile, // somebody writes to the clip once `alteredAt_bytes` were sent
	DiskAway,    // the clip's folder is gone after `atTransition`, until the post waits for it
	DiskGone,    // the same, but it comes back only when the post has failed, and then the user tries again
};

// One of the ends that a post may come to.
struct End {
	JobStage stage = JobStage::Published;
	const char *code = "";
};

// Nobody listens, for so long on the publisher's clock; it is put on once a connection has failed.
struct Outage {
	std::chrono::seconds length{0};
	int afterChunk = 0; // once so many are taken; 0: from the start
};

struct Scenario {
	const char *group = ""; // a line of the printed table
	const char *name = "";
	Shape shape = Shape::OneRequest;
	std::vector<SandboxFault> faults = {};
	const char *faultsEndAt = ""; // these words of the publisher; none: they end by themselves
	Here here = Here::Nothing;
	std::chrono::seconds jump{0};
	int atTransition = 0;
	Outage outage = {};
	const char *alteration = ""; // see ClipTrouble.hpp
	int64_t alteredAt_bytes = 0;
	End end = {};
	std::vector<End> otherEnds = {}; // that the moment of a kill, or of a fault, may lead to
	bool isLong = false;             // for the long form only: its like is in the short one
	bool isSlow = false;             // minutes of waiting, by TikTok's rules or a watchdog: not for the short form
	int clockSpeed = 1;
	int link_bytesPerSecond = 0; // 0: as fast as it goes

	bool isQuiet() const { return faults.empty() && here == Here::Nothing; } // nothing but kills
};

std::span<const Scenario> scenarios();

} // namespace DirectPost::Faults
