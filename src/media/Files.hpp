#pragma once

#include <base/Utf8Path.hpp>

#include <filesystem>

namespace DirectPost::Media {

// "file.mkv" -> "file.mkv.partial": what a file is called until it is whole.
std::filesystem::path partialOf(const std::filesystem::path &target);

} // namespace DirectPost::Media
