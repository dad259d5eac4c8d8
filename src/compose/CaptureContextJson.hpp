#pragma once

#include <media/CaptureContext.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace DirectPost::Compose {

nlohmann::json jsonOf(const Media::CaptureContext &context);
Media::CaptureContext captureContextFrom(const nlohmann::json &json); // throws where it makes no sense

// As a post keeps it; empty where nothing is known, which is also what a text that makes no sense is read as.
std::string textOf(const Media::CaptureContext &context);
Media::CaptureContext captureContextFromText(const std::string &text);

} // namespace DirectPost::Compose
