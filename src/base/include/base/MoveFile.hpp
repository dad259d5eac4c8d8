#pragma once

#include <filesystem>
#include <system_error>

namespace DirectPost {

// Another program has the file open in a way that lets nobody else at it, e.g. a virus scanner on Windows: over soon.
bool isHeldByAnother(std::error_code failure);

// Renames, over what is there. While another program holds one of the two it is tried again, for up to a second.
std::error_code moveFile(const std::filesystem::path &from, const std::filesystem::path &to);

} // namespace DirectPost
