#pragma once

#include "Outline.hpp"

#include <obs.h>

#include <string>
#include <vector>

// Which sources are cameras, and where they are seen. UI thread.
namespace DirectPost::Host {

// What the user said in the Tools menu, which OBS keeps with the source; else whether it is a video capture device.
bool isCamera(obs_source_t *source);
void markCamera(obs_source_t *source, bool isOne);

struct CameraOutline {
	std::string sourceName;
	Outline outline; // what the scene shows of it, in the scene's pixels

	bool isSeen() const; // at least a pixel of it
};

// All that are visible in this scene, its groups and the scenes in it, cut to what groups, scenes and crops leave of
// them; the lowest first. What lies over a camera is not looked at. `scene` may be null.
std::vector<CameraOutline> camerasIn(const obs_source_t *scene);

} // namespace DirectPost::Host
