#pragma once

#include <media/EditPlan.hpp>
#include <tiktok/Types.hpp>

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace DirectPost::Compose {

// What a person has said so far in one of the three forms. Nothing is ever chosen in advance (TikTok's content sharing
// guidelines, point 2): a new draft is empty. Values; compared to see whether anything was changed.

// About a clip.
struct Draft {
	TikTok::PostInfo info;
	bool isDisclosureOn = false; // commercial content is to be disclosed; what kind stands in `info`
	std::optional<int> cover_ms; // in the finished clip's own timeline
	Media::EditPlan plan;

	bool operator==(const Draft &) const = default;
};

// About photos on the creator's own web space.
struct PhotoDraft {
	std::vector<std::string> addresses; // without empty lines, trimmed
	int coverIndex = 0;
	std::string title;
	TikTok::PostInfo info; // its caption is the description
	bool isDisclosureOn = false;

	bool operator==(const PhotoDraft &) const = default;
};

// What auto-publish makes of every clip before it posts it; each is off at first.
struct PresetEdit {
	Media::LayoutKind layout = Media::LayoutKind::AsRecorded; // as it was in the clip's scene the last time
	std::optional<int> last_s = {};                           // the last part alone: kLeastLast_s to kMostLast_s
	bool isRepaired = false;                                  // where TikTok would refuse the clip as it is

	bool operator==(const PresetEdit &) const = default;
};
inline constexpr int kLeastLast_s = 5;
inline constexpr int kMostLast_s = 600;

// What auto-publish says about every clip. `info.caption` is a template (Captions.hpp).
struct PresetDraft {
	TikTok::PostInfo info;
	bool isDisclosureOn = false;
	bool forRecordings = true;
	bool forReplays = false;
	PresetEdit edit = {};

	bool operator==(const PresetDraft &) const = default;
};

} // namespace DirectPost::Compose
