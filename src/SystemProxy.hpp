#pragma once

#include <string>

namespace DirectPost {

// The proxy that the desktop's settings name for this origin, as curl reads it; empty: none. May wait for a proxy
// script of the network, so not on the UI thread. Proxies that want a password are not served by this.
std::string systemProxyOf(const std::string &origin);

} // namespace DirectPost
