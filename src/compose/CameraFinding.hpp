#pragma once

#include "SceneLayouts.hpp"

#include <compose/State.hpp>

#include <media/MediaFacts.hpp>

#include <string>
#include <vector>

// Where the camera lay while a clip was recorded, and what follows for its layout. Pure.
namespace DirectPost::Compose {

// A scene of a clip, in the pixels and the timeline of its file.
struct SceneOfClip {
	int64_t from_ms = 0; // the first one's is 0
	std::string name;
	std::vector<Media::PlacedSource> sources; // the uppermost first
	std::optional<Media::PlacedSource> camera;
};

// `chosen`: what a person said to be cameras, the latest first. Else it is a capture device that does not fill the
// picture everywhere, as the one that a console plays through does.
std::vector<SceneOfClip> scenesOf(const Media::CaptureContext &context, const Media::MediaFacts &facts,
				  const std::vector<std::string> &chosen);

// A scene without a camera, and one that the camera fills, is cropped. What was last made by hand of a scene holds as
// long as its camera lies where it lay then.
CameraFinding findCamera(const std::vector<SceneOfClip> &scenes, Media::Size picture, const SceneLayouts &remembered);

} // namespace DirectPost::Compose
