#pragma once

#include "HttpServer.hpp"
#include "World.hpp"

namespace DirectPost::StandIn {

// What a test or a person can ask and tell the sandbox over HTTP, under /_sandbox/. Not recorded, never struck by a
// fault.
void addControlPlane(HttpServer &server, World &world);

// Posts as they are now.
std::vector<SandboxPost> settledPosts(World &world);

// Every code, token and upload token that was handed out.
std::vector<std::string> issuedSecrets(World &world);

} // namespace DirectPost::StandIn
