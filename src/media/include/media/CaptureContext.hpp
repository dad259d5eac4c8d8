#pragma once

#include "ClipInfo.hpp"
#include "EditPlan.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace DirectPost::Media {

enum class SourceKind {
	Other = 1,
	Camera, // it takes its picture from a video capture device
	Game,   // it takes its picture from a game, a window or a screen
};

// A source of OBS that could be seen in the recorded picture.
struct PlacedSource {
	std::string name;
	SourceKind kind = SourceKind::Other;
	Window window; // round all that could be seen of it, in the recording's own pixels

	bool operator==(const PlacedSource &) const = default;
};

// What was on air from a moment on.
struct SceneOnAir {
	// Counted back from the file's end: OBS ends a file when it is told to, and begins it at a key frame some time
	// after. It may lie before the file's beginning.
	int64_t beforeEnd_ms = 0;
	std::string sceneName;
	std::vector<PlacedSource> sources; // the uppermost first

	bool operator==(const SceneOnAir &) const = default;
};

// What OBS knew at the moment a clip was made. UTF-8; empty where it is not known, e.g. of a file chosen by hand.
struct CaptureContext {
	std::string sceneName;          // the program scene
	std::string gameName;           // what the game capture had hooked
	std::string profileName;        // OBS's profile
	std::string outputName;         // the output that wrote the file
	std::string collectionName;     // OBS's scene collection
	Size picture;                   // of the recording, which the windows below lie in
	std::vector<SceneOnAir> scenes; // while the file was recorded, in their order

	bool operator==(const CaptureContext &) const = default;
};

} // namespace DirectPost::Media
