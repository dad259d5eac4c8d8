#pragma once

#include "ClipInfo.hpp"

#include <string>
#include <string_view>

// Facts of a clip as short text, the same in the check list and in the clip's own line. Digits and units only, no
// sentences.
namespace DirectPost::Media {

std::string sizeText(int64_t size_bytes);             // decimal: "640 kB", "38.2 MB", "1.25 GB"
std::string durationText(int64_t duration_ms);        // "0:42", "1:04:10"
std::string preciseDurationText(int64_t duration_ms); // "3:00.4"
std::string frameRateText(const FrameRate &rate);     // "60 fps", "29.97 fps"
std::string resolutionText(const Size &size);         // "1920×1080"
std::string codecText(std::string_view codec);        // "H.264" for FFmpeg's "h264"
std::string containerText(Container container);       // "MKV"

} // namespace DirectPost::Media
