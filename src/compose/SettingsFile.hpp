#pragma once

#include <compose/Settings.hpp>

#include <filesystem>
#include <string>

namespace DirectPost::Compose {

// A file that is missing or makes no sense is what nothing was chosen in.
Settings loadSettings(const std::filesystem::path &file);
std::string settingsText(const Settings &settings);

} // namespace DirectPost::Compose
