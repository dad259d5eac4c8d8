#pragma once

#include <tiktok/TransferLoop.hpp>

namespace DirectPost {

// The proxies that the desktop's settings name for this origin, with the login that stands there, in the order in which
// they are to be tried. May wait for a proxy script of the network, so not on the UI thread.
std::vector<TikTok::Proxy> systemProxiesOf(const std::string &origin);

} // namespace DirectPost
