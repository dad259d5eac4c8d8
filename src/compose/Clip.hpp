#pragma once

#include <compose/State.hpp>

#include <media/Preparation.hpp>
#include <media/Readiness.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace DirectPost::Compose {

// How far a preparation was when it was first heard of, which is not when it was asked for: it may have waited.
struct PreparationBegun {
	std::chrono::steady_clock::time_point at;
	double done = 0;

	// None until enough was done to tell.
	std::optional<int> left_s(std::chrono::steady_clock::time_point now, double doneNow) const;
};

// A clip at hand, with what nobody sees of it.
struct Clip {
	ClipAtHand visible; // findings, offer and obstacle are filled in when the state is asked for
	Media::Candidate candidate;
	uint64_t source = 0; // its number in the media room, in this run; 0: it was not looked at yet
	std::optional<Media::Source> known;
	std::optional<Media::Prepared> prepared; // by the draft's plan
	std::optional<Media::Prepared> earlier;  // by an earlier run, or for the post that is edited
	std::optional<PreparationBegun> begun;   // of the preparation under way
	std::string contentId;                   // of the source, as an earlier run knew it; empty: it did not
	std::string standsFor;                   // content id of the lost recording that `candidate` was made from
	std::string choicesFor;                  // open id of the account whose creator made the choices
	Publish::JobId editOf = 0;               // the failed post that this one takes the place of
	bool isRestored = false;                 // from an earlier run: nothing is posted by itself
	bool hasEndedObs = false;                // while it was prepared: that is not begun again by itself
	bool isNew = false;                      // auto-publish was not told of it yet
	bool isAskedFor = false;                 // to be posted by the preset once what it makes of it is there
	std::optional<int64_t> keepsLast_ms;     // of it, once its length is known
	bool offersMarks = false;                // each moment that was marked in it becomes a clip once it is known
	bool isInEditor = false;                 // with changes that are not used yet
	bool wasSentAsDraft = false;             // the last time that it was sent
	Publish::When wasSentFor;                // likewise
	std::string review;                      // as it was when it was stored: why auto-publish left it, unseen

	ClipId id() const { return visible.id; }
	bool isUnderWay() const;                                            // being looked at or prepared
	bool isMade() const { return prepared && !prepared->file.empty(); } // what is sent is there
	bool hasDerivedFile() const { return prepared && prepared->isDerived; }
};

// What the clip itself has against being posted; AutoPublishing is the caller's knowledge. `findings`: of what will be
// sent, by the limits that hold for it.
Obstacle obstacleOf(const Clip &clip, const std::vector<Media::Finding> &findings);

Publish::VideoRequest videoRequest(const Clip &clip, const TikTok::PostInfo &info);

} // namespace DirectPost::Compose
