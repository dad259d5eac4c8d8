#pragma once

#include <base/Error.hpp>

#include <QByteArray>
#include <QString>

#include <filesystem>
#include <optional>

namespace DirectPost::Account {

// Small files that only their owner may read: 0600 in a folder of 0700 (on Windows the user's profile folder has such
// an access list already, and permission bits mean nothing). They block for a disk flush: not on the UI thread.

// Nullopt: there is none. Error: account_file_unreadable.
Expected<std::optional<QByteArray>> readPrivateFile(const std::filesystem::path &file);

// Old or new content after a crash, never a mixture; on disk when it returns. Error: account_not_saved.
Expected<void> writePrivateFile(const std::filesystem::path &file, const QByteArray &content);

} // namespace DirectPost::Account
