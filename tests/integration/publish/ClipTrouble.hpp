#pragma once

#include <filesystem>
#include <string_view>

// What may happen to a clip's file while it is being sent.
namespace DirectPost::Publish {

// `how`: head, middle, tail (a few bytes are overwritten there), "middle, time put back" (as if it had not been written
// to), replaced (another file of this size takes its place), shrunk (to half its size), touched (nothing but its time),
// attributes (nothing but what else is said of it).
void alter(const std::filesystem::path &file, std::string_view how);

// The folder of the file, as a disk that is unplugged and plugged in again.
// Nothing happens where it is away, or there, already.
void takeDiskAway(const std::filesystem::path &file);
void bringDiskBack(const std::filesystem::path &file);

} // namespace DirectPost::Publish
