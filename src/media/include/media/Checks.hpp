#pragma once

#include "ClipInfo.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace DirectPost::Media {

enum class Severity {
	Pass = 1, // fine as it is
	Repaired, // not fine, but Preparation mends it
	Warning,  // may be posted; the user should know
	Block,    // TikTok would refuse it
};

enum class Remedy {
	None = 1,
	Remux, // Preparation does it by itself
	ChooseAnother,
	Trim,   // EditTarget::most_ms: what this creator may post
	Repair, // EditPlan::isRepaired
	Edit,   // only its user can say how: in the editor
};

// One line of the dock's check list. `code` is the locale key "Check.<code>"; `values` fill its placeholders.
struct Finding {
	std::string code;
	Severity severity = Severity::Pass;
	Remedy remedy = Remedy::None;
	std::vector<std::pair<std::string, std::string>> values;

	bool matters() const { return severity == Severity::Warning || severity == Severity::Block; }
};

// What the connected creator may post; unknown before creator info has arrived.
struct CreatorLimits {
	int maxDuration_s = 0; // 0: not said
};
// The longest video that may be posted; what most creators may, while it is not known.
int64_t longestVideo_ms(const std::optional<CreatorLimits> &creator);

// Pure. Always in the order container, size, duration, resolution, frame rate, codec, sound.
std::vector<Finding> check(const ClipInfo &clip, const std::optional<CreatorLimits> &creator);

bool canBePosted(const std::vector<Finding> &findings); // no Block
// Its container or its sound is none that TikTok takes, or not as it should be: an MP4 is made of it, or a WebM.
bool needsRemux(const ClipInfo &clip);
bool becomesWebM(const ClipInfo &clip);      // for its picture is VP8, which no MP4 carries
bool isSoundConverted(const ClipInfo &clip); // its sound becomes AAC then; the picture stays as it is

} // namespace DirectPost::Media
