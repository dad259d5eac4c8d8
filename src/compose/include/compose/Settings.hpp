#pragma once

#include <media/Edit.hpp>

#include <QString>

#include <cstdint>

namespace DirectPost::Compose {

inline constexpr int64_t kLeastBeforeMark_ms = 1'000;
inline constexpr int64_t kMostBeforeMark_ms = 600'000;

// What a person has chosen for all clips and all accounts. "settings.json" in the settings folder keeps it.
struct Settings {
	QString preparedFolder;         // where prepared clips are kept; empty: where there is room
	Media::EncoderSettings encoder; // of what has to be encoded
	// What arrives as a clip by itself. What was marked, and what auto-publish is meant for, arrives all the same.
	bool takesRecordings = true;
	bool takesReplays = true;
	bool takesOtherOutputs = true;     // recordings and replays that other plugins make in OBS
	int64_t beforeMark_ms = 30'000;    // where the clip of a marked moment begins: it is marked when it is over
	bool mayRemoteControlPost = false; // obs-websocket's clients may post and arm, with the preset alone
	bool notifies = true; // the system's tray tells of posts and countdowns, while the dock is out of sight

	bool operator==(const Settings &) const = default;
};

} // namespace DirectPost::Compose
