#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace DirectPost {

// A path as UTF-8, whatever the system's own encoding: for OBS, FFmpeg, the store, sentences and the log.
// path::string() throws on Windows when the code page lacks a character.
inline std::string utf8(const std::filesystem::path &path)
{
	const std::u8string text = path.u8string();
	return {text.begin(), text.end()};
}

inline std::filesystem::path fromUtf8(std::string_view text)
{
	return {std::u8string(text.begin(), text.end())};
}

} // namespace DirectPost
