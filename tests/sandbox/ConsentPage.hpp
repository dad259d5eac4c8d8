#pragma once

#include "OAuth.hpp"

namespace DirectPost::StandIn {

// GET /v2/auth/authorize/: what a person sees and clicks, without JavaScript.
void serveAuthorize(Call &call);
// POST of the page's form.
void serveConsent(Call &call);

} // namespace DirectPost::StandIn
