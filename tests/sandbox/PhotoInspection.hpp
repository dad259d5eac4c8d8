#pragma once

#include <string>
#include <string_view>

namespace DirectPost::StandIn {

// TikTok's fail_reason for a picture, by its content; empty: it is accepted.
std::string failReasonOfPhoto(std::string_view bytes);

} // namespace DirectPost::StandIn
