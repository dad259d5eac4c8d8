#pragma once

#include <tiktok/TransferLoop.hpp>

#include <string_view>

namespace DirectPost::TikTok {

// One line of a reply's head, as it comes from the network: added to the reply's headers. A status line begins a new
// head, because what came before it was an interim reply. Safe on any bytes.
void addHeaderLine(std::string_view line, HttpReply &reply);

} // namespace DirectPost::TikTok
