#pragma once

#include <QString>

#include <filesystem>

namespace DirectPost {

// A path as Qt wants it. path::string() and u16string() throw on names that they cannot convert; this does not.
QString pathText(const std::filesystem::path &path);

} // namespace DirectPost
