#pragma once

#include <string>

namespace DirectPost::Media {

// What OBS knew at the moment a clip was made. UTF-8; empty where it is not known, e.g. of a file chosen by hand.
struct CaptureContext {
	std::string sceneName;   // the program scene
	std::string gameName;    // the game or window that was captured
	std::string profileName; // OBS's profile
	std::string outputName;  // the output that wrote the file

	bool operator==(const CaptureContext &) const = default;
};

} // namespace DirectPost::Media
