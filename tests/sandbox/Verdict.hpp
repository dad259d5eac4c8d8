#pragma once

#include "Gateway.hpp"

namespace DirectPost::StandIn {

// All bytes of a post are there: what will become of it is decided now and shown in its time. `failReason`: already
// known.
void decideVerdict(Call &call, PostEntry &entry, const std::optional<SandboxMedia> &media, std::string failReason = {});

} // namespace DirectPost::StandIn
