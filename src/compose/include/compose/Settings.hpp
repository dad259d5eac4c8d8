#pragma once

#include <media/Edit.hpp>

#include <QString>

namespace DirectPost::Compose {

// What a person has chosen for all clips and all accounts. "settings.json" in the settings folder keeps it.
struct Settings {
	QString preparedFolder;            // where prepared clips are kept; empty: where there is room
	Media::EncoderSettings encoder;    // of what has to be encoded
	bool mayRemoteControlPost = false; // obs-websocket's clients may post and arm, with the preset alone
	bool notifies = true; // the system's tray tells of posts and countdowns, while the dock is out of sight

	bool operator==(const Settings &) const = default;
};

} // namespace DirectPost::Compose
