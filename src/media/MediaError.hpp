#pragma once

#include <base/Error.hpp>

#include <filesystem>
#include <string>

namespace DirectPost::Media {

// An error about a file: the advice follows from the code, {file} is its name without the folder.
Error fileError(const std::string &code, const std::filesystem::path &file, const std::string &detail);

} // namespace DirectPost::Media
