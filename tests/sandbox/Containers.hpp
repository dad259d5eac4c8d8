#pragma once

#include "ByteFile.hpp"
#include "sandbox/Sandbox.hpp"

namespace DirectPost::StandIn {

// ISO base media (MP4, MOV): a walk over its boxes.
SandboxMedia inspectMp4(ByteFile &file);
// Matroska (WebM, MKV): a walk over its elements.
SandboxMedia inspectMatroska(ByteFile &file);

} // namespace DirectPost::StandIn
