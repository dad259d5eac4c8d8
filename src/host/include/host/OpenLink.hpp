#pragma once

#include <QString>

namespace DirectPost::Host {

// Opens a link in the system's browser. Returns at once; any thread.
void openLink(const QString &link);

} // namespace DirectPost::Host
