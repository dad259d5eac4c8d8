#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace DirectPost::Bench {

inline constexpr int64_t kGigabyte_bytes = 1'000'000'000;
inline constexpr double kLargestGrowth_MiB = 8;

// Each prints its lines and says whether every figure keeps its limit. `folder` is a scratch folder on disk, `self`
// this program, to be run again as a process of its own.
bool benchFirstByte(const std::filesystem::path &folder);
bool benchPostMemory(const std::filesystem::path &folder, const char *self);
bool benchRemux(const std::filesystem::path &folder);
bool benchEdit(const std::filesystem::path &folder);
bool benchSend(const std::filesystem::path &folder, const char *self);
bool benchSendMemory(const std::filesystem::path &folder, const char *self);

// Processes of their own; each prints by how many MiB its memory grew meanwhile.
// url, caFile, file, chunk_bytes: the file is read, as when a clip is ready, and sent; also prints the seconds that
// this took.
int sendAlone(std::span<char *const> arguments);
// url, caFile, settings folder, file, openId, access token, refresh token (of the sandbox): the whole publisher.
int postAlone(std::span<char *const> arguments);

} // namespace DirectPost::Bench
