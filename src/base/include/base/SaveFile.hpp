#pragma once

#include "Error.hpp"

#include <filesystem>
#include <string_view>

namespace DirectPost {

// Replaces a file as a whole: a crash leaves the old one or the new one, and it is on the disk when this returns. While
// another program holds the file it is tried again, for up to a second. At no moment can anybody but its owner read it;
// on Windows the folder decides that. Error: Disk with this code, with all of the file's path.
Expected<void> saveFile(const std::filesystem::path &file, std::string_view content, const char *code);

// With the folders it lies in, if need be; nobody but its owner may look into it.
void makePrivateFolder(const std::filesystem::path &folder);

} // namespace DirectPost
