#pragma once

#include <base/Error.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace DirectPost::Compose {

// Nothing where there is no file; discarded where it is no JSON. Error: Disk with this code, where it is
// there but cannot be opened now.
Expected<std::optional<nlohmann::json>> readJson(const std::filesystem::path &file, const char *code);
// An empty one where there is none, or none that can be read.
nlohmann::json readObject(const std::filesystem::path &file);
// What a person typed may hold bytes that are no UTF-8.
std::string textOf(const nlohmann::json &json);

} // namespace DirectPost::Compose
