#pragma once

#include <compose/KeptCaptions.hpp>

#include <filesystem>
#include <string>

namespace DirectPost::Compose {

// What is missing or makes no sense in the file costs nothing else its place.
KeptCaptions loadCaptions(const std::filesystem::path &file);
std::string captionsText(const KeptCaptions &captions);

} // namespace DirectPost::Compose
