#pragma once

#include <media/CaptureContext.hpp>
#include <media/EditPlan.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace DirectPost::Compose {

// "Camera over game" as OBS saw the camera: a layout for each scene of a clip, the first from its beginning; empty
// where no camera is known. A picture of which a camera takes more than half is a game on a capture card, or the
// streamer alone; such a one, and one without a camera, is cropped upright instead. Of several cameras the largest
// counts.
//
// `remembered`: what the user made of a scene by hand. It wins over what OBS saw in that scene: whoever moved the
// windows wants them there the next time as well.
std::vector<Media::LayoutChange>
cameraLayouts(const std::vector<Media::SceneShown> &scenes, Media::Size picture, int64_t duration_ms,
	      const std::function<std::optional<Media::PictureLayout>(const std::string &scene)> &remembered);

// The sources that such layouts show, each once, as OBS calls them.
std::vector<std::string> cameraNames(const std::vector<Media::SceneShown> &scenes, Media::Size picture);

} // namespace DirectPost::Compose
