#pragma once

#include <filesystem>

namespace DirectPost::Bench {

// Each prints its lines and says whether every figure keeps its limit. `folder` is a scratch folder on disk.
bool benchRemux(const std::filesystem::path &folder);
bool benchSend(const std::filesystem::path &folder, const char *self);
bool benchFirstByte(const std::filesystem::path &folder);

// The sender as a process of its own: `file` to `url` in chunks of `chunk_bytes`.
int sendAlone(const char *url, const char *caFile, const char *file, const char *chunk_bytes);

} // namespace DirectPost::Bench
