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
};

int64_t sizeOf(Shape shape);
int64_t largestChunkOf(Shape shape);

// What is wrong on our side of the network.
enum class Here {
	Nothing = 1,
	NoSuchHost, // at first, the name does not exist
	NoNames,    // at every start, names cannot be resolved for a while
	Stranger,   // at first, a server answers whose certificate nobody knows
	Outage,     // at every start, nobody listens for a while
	ClockJump,  // the clock is set by `jump` after `jumpAt` transitions
};

struct Scenario {
	const char *group = ""; // a line of the printed table
	const char *name = "";
	Shape shape = Shape::OneRequest;
	std::vector<SandboxFault> faults = {};
	Here here = Here::Nothing;
	std::chrono::seconds jump{0};
	int jumpAt = 0;
	JobStage stage = JobStage::Published; // the end
	const char *code = "";
	bool isSlow = false; // minutes of waiting, by TikTok's rules or a watchdog: not for the short form
	int clockSpeed = 1;
	int link_bytesPerSecond = 0; // 0: as fast as it goes

	bool isQuiet() const { return faults.empty() && here == Here::Nothing; } // nothing but kills
};

std::span<const Scenario> scenarios();

} // namespace DirectPost::Faults
