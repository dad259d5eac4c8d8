#pragma once

#include "Program.hpp"

namespace DirectPost::Compose {

// Where a clip can stand when a command comes.
enum class Situation {
	Waiting = 1,
	Checking,
	Known, // brought back by a start of OBS, and not shown
	Preparing,
	Ready,      // nothing keeps it from being posted
	Unfinished, // ready, but nobody has said who may view it
	Refused,    // a finding blocks it
	FailedToBeKnown,
	FailedToBePrepared,
	BeingPosted,
	CountedDown,
	Posted,
	PutAway,
	NeverSeen,
};
inline constexpr int kSituations = static_cast<int>(Situation::NeverSeen);
const char *nameOf(Situation situation);

// What can be done with a clip.
enum class ClipCommand {
	Show = 1,
	PutAway,
	CancelPreparation,
	PrepareAgain,
	Write, // another caption
	Cut,   // another plan
	Post,
	PostAgain,
	PostNow,
	CancelCountdown,
	Disarm,
};
inline constexpr int kClipCommands = static_cast<int>(ClipCommand::Disarm);
const char *nameOf(ClipCommand command);

// The program with one clip in this situation, TikTok asked and nothing in the services' list of calls.
struct Scene {
	explicit Scene(Situation situation);
	void give(ClipCommand command);
	// Of the clip: "Ready", with "+posting" and "+counting"; "gone" where it is not at hand.
	std::string stage();
	// stage(), and what the other rooms were asked since.
	std::string outcome();

	Program program;
	ClipId clip = kNoClip;
};

} // namespace DirectPost::Compose
