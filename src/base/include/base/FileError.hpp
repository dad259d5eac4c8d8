#pragma once

#include "Error.hpp"

#include <filesystem>
#include <string>

namespace DirectPost {

// An error about a file: its name without the folder is the sentence's {file}, and begins the detail.
Error fileError(ErrorKind kind, std::string code, const std::filesystem::path &file, const std::string &detail);

} // namespace DirectPost
