#pragma once

#include "sandbox/Sandbox.hpp"

namespace DirectPost::StandIn {

// What the file is, by its content. Reads headers only, never the media data.
SandboxMedia inspectMedia(const std::filesystem::path &file);

// TikTok's fail_reason for it; empty: it is accepted.
std::string failReasonOf(const SandboxMedia &media, const SandboxPost &post, const SandboxCreator &creator);

} // namespace DirectPost::StandIn
