#pragma once

#include "Error.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <system_error>

namespace DirectPost {

// An error about a file: its name without the folder is the sentence's {file}, and begins the detail.
Error fileError(ErrorKind kind, std::string code, const std::filesystem::path &file, const std::string &detail);
Error fileError(ErrorKind kind, std::string code, const std::filesystem::path &file, std::error_code failure);

// Where the user has to find the file: {file} is all of its path.
Error fileErrorWithPath(ErrorKind kind, std::string code, const std::filesystem::path &file, const std::string &detail);

// A clip's file that cannot be read is waited for: a disk may be plugged in again, a program may let go of it.
inline constexpr auto kFileAwayFor = std::chrono::minutes{5};

// The system's own words, as UTF-8. std::error_code::message() gives them in the ANSI code page on Windows.
std::string systemText(std::error_code failure);

} // namespace DirectPost
