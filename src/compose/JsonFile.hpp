#pragma once

#include <base/Error.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace DirectPost::Compose {

// Errors of kind Disk: "no_file", "unreadable" (it is there, but cannot be opened now), "no_json".
Expected<nlohmann::json> readJson(const std::filesystem::path &file);
// Replaces the file as a whole, so that a crash leaves the old one or the new one.
bool writeJson(const std::filesystem::path &file, const std::string &text);
// What a person typed may hold bytes that are no UTF-8.
std::string textOf(const nlohmann::json &json);

} // namespace DirectPost::Compose
