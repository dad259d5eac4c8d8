#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace DirectPost::Compose {

// Nothing where there is no such file, or no JSON in it.
std::optional<nlohmann::json> readJson(const std::filesystem::path &file);
// Replaces the file as a whole, so that a crash leaves the old one or the new one.
bool writeJson(const std::filesystem::path &file, const std::string &text);
// What a person typed may hold bytes that are no UTF-8.
std::string textOf(const nlohmann::json &json);

} // namespace DirectPost::Compose
