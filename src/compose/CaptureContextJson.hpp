#pragma once

#include <media/CaptureContext.hpp>

#include <nlohmann/json.hpp>

namespace DirectPost::Compose {

nlohmann::json jsonOf(const Media::CaptureContext &context);
// Throws where it makes no sense.
Media::CaptureContext captureContextFrom(const nlohmann::json &json);

} // namespace DirectPost::Compose
