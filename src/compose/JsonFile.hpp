#pragma once

#include <nlohmann/json.hpp>

#include <expected>
#include <filesystem>
#include <string>

namespace DirectPost::Compose {

enum class NotRead {
	NoFile = 1,
	Unreadable, // it is there, but cannot be opened now
	NoJson,
};
std::expected<nlohmann::json, NotRead> readJson(const std::filesystem::path &file);
// As base/SaveFile.hpp does.
bool writeJson(const std::filesystem::path &file, const std::string &text);
// What a person typed may hold bytes that are no UTF-8.
std::string textOf(const nlohmann::json &json);

} // namespace DirectPost::Compose
