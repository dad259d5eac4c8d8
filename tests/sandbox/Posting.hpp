#pragma once

#include "Gateway.hpp"

namespace DirectPost::StandIn {

void serveUserInfo(Call &call);
void serveCreatorInfo(Call &call);
void serveVideoInit(Call &call);
void serveInboxInit(Call &call);
void serveContentInit(Call &call); // photos
void serveStatus(Call &call);
void serveCancel(Call &call);

} // namespace DirectPost::StandIn
