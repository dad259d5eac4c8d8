#pragma once

#include <QString>

namespace DirectPost::Host {

// Where OBS records with the profile that is in use; empty when it does not say. UI thread.
QString recordingFolder();

} // namespace DirectPost::Host
