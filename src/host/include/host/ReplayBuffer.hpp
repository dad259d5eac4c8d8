#pragma once

namespace DirectPost::Host {

// Asks OBS to write what its replay buffer holds; false: the buffer does not run. The file comes as every replay does.
// UI thread.
bool saveReplay();

} // namespace DirectPost::Host
