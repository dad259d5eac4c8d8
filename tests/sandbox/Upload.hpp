#pragma once

#include "Gateway.hpp"

namespace DirectPost::StandIn {

// PUT of one chunk to the upload URL.
void serveUpload(Call &call, const httplib::ContentReader &body);

} // namespace DirectPost::StandIn
