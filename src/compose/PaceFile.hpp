#pragma once

#include <publish/LivePace.hpp>

#include <filesystem>
#include <map>
#include <string>

namespace DirectPost::Compose {

// By the name of OBS's profile: how fast posts may go while it is live.
using Paces = std::map<std::string, Publish::PaceSettings>;

inline constexpr auto kPaceFile = "pace.json"; // in the settings' folder
// What cannot be read is as it is at first.
Paces loadPaces(const std::filesystem::path &file);
const char *nameOf(Publish::PaceMode mode); // as it stands there
std::string pacesText(const Paces &paces);  // what it reads

} // namespace DirectPost::Compose
