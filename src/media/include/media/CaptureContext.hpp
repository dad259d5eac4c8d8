#pragma once

#include "EditPlan.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace DirectPost::Media {

// A camera in the picture: the box around what is seen of it, in the recording's own pixels.
struct SeenCamera {
	std::string sourceName; // as OBS calls it
	Window window;

	bool operator==(const SeenCamera &) const = default;
};

// A scene that was on air, with its cameras where they lay then.
struct SceneShown {
	// When it began, counted back from the clip's end: how long a replay becomes is not known when it is saved.
	int64_t beforeEnd_ms = 0;
	std::string sceneName;
	std::vector<SeenCamera> cameras; // none: none is in sight

	bool operator==(const SceneShown &) const = default;
};

// What was known at the moment a clip was made. UTF-8; empty where it is not known, e.g. of a file chosen by hand.
struct CaptureContext {
	std::string sceneName;               // the program scene
	std::string gameName;                // the game or window that was captured
	std::string profileName;             // OBS's profile
	std::string outputName;              // the output that wrote the file
	std::vector<SceneShown> scenes = {}; // in the order of time; empty where no camera was seen in the clip
	std::vector<int64_t> marks_ms = {}; // moments of the file that were marked while it was recorded, in that order

	bool operator==(const CaptureContext &) const = default;
};

} // namespace DirectPost::Media
