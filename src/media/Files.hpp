#pragma once

#include <filesystem>
#include <string>

namespace DirectPost::Media {

// A path as UTF-8, whatever the system's own encoding: for FFmpeg, for sentences and for the log.
std::string utf8(const std::filesystem::path &path);
std::filesystem::path fromUtf8(const std::string &text);

// "file.mkv" -> "file.mkv.partial": what a file is called until it is whole.
std::filesystem::path partialOf(const std::filesystem::path &target);

} // namespace DirectPost::Media
