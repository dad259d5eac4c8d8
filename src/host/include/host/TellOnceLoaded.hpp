#pragma once

#include <QString>

namespace DirectPost::Host {

// Says it in a box over OBS's main window, once OBS has finished loading. For a module that declines to load: OBS keeps
// its code all the same. UI thread, in obs_module_load.
void tellOnceLoaded(const QString &title, const QString &sentence);

} // namespace DirectPost::Host
