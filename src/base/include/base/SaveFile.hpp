#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace DirectPost {

enum class Readers {
	AsUsual = 1,
	OwnerOnly, // at no moment anybody else; on Windows the folder decides
};

// Replaces a file as a whole: a crash leaves the old one or the new one, and it is on the disk when this returns. While
// another program holds the file it is tried again, for up to a second. The error is the system's own words.
std::expected<void, std::string> saveFile(const std::filesystem::path &file, std::string_view content,
					  Readers readers = Readers::AsUsual);

} // namespace DirectPost
