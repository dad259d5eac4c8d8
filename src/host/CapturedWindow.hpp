#pragma once

#include <obs.h>

#include <string>

namespace DirectPost::Host {

// The title of the game or window that this scene captures, in itself, its groups and the scenes in it; empty: none
// that is known. Of several the lowest. `scene` may be null. UI thread.
std::string capturedWindow(const obs_source_t *scene);

} // namespace DirectPost::Host
