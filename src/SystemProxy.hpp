#pragma once

#include <string>
#include <vector>

namespace DirectPost {

// The proxies that the desktop's settings name for this origin, as curl reads them, in the order in which they are to
// be tried; an empty one: none. May wait for a proxy script of the network, so not on the UI thread. Proxies that want
// a password are not served by this.
std::vector<std::string> systemProxiesOf(const std::string &origin);

} // namespace DirectPost
