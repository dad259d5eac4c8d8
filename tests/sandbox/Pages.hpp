#pragma once

#include "Gateway.hpp"

namespace DirectPost::StandIn {

// GET /avatar/<username>.png: a disc in a colour of the creator's own. 403 once the URL has expired.
void serveAvatar(Call &call);
// GET /@<username>/video/<id>: so that "Open" shows something.
void servePostPage(Call &call);

} // namespace DirectPost::StandIn
