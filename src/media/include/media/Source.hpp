#pragma once

#include "CaptureContext.hpp"
#include "ClipInfo.hpp"
#include "EditPlan.hpp"
#include "MediaFacts.hpp"

#include <base/FileIdentity.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace DirectPost::Media {

enum class Origin {
	Recording = 1, // OBS's own
	Replay,
	ChosenByHand,
	OtherOutput, // a recording or replay of another plugin's output
};

// A file that is final and whose facts are known: what a clip is made of. The user's own, never altered.
struct Source {
	uint64_t id = 0; // unique in this run, never 0
	Origin origin = Origin::ChosenByHand;
	CaptureContext context;
	bool looksOlder = false;         // than the recording that OBS named it for: it may be an earlier one's
	ClipInfo info;                   // info.file is its path
	std::optional<MediaFacts> facts; // nothing where they could not be read: it is posted as it is
	FileIdentity identity;           // as it was when it was probed

	std::string contentId(const EditPlan &plan) const; // see contentIdOf; empty where the file was not read
};

// What a post of this content and plan is known by, whatever the file's name, place and time: the same again means that
// it was posted already. `content` is FileIdentity::contentId() of the source, and that is all where the plan is plain.
std::string contentIdOf(const std::string &content, const EditPlan &plan);
// The other way: the source's own, of that of a post of it by this plan.
std::string contentOf(const std::string &contentId, const EditPlan &plan);

} // namespace DirectPost::Media
