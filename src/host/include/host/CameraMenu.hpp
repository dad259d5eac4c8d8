#pragma once

namespace DirectPost::Host {

// OBS's Tools menu gets a list of the sources that have a picture, in which the user ticks those that are cameras.
// Capture devices are ticked from the start; OBS keeps what was chosen with the scene collection. UI thread, while OBS
// loads.
void addCameraMenu(const char *title);

} // namespace DirectPost::Host
