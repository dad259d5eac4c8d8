#pragma once

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace DirectPost::Hosting {

// TikTok's media transfer guide, image restrictions: "1080p", lying or standing, and 20 MB.
inline constexpr int kMostShortSide_px = 1080;
inline constexpr int kMostLongSide_px = 1920;
inline constexpr int64_t kMostJpeg_bytes = 20'000'000;

// The picture as a JPEG that TikTok takes: upright, never enlarged, in sRGB, on white where it was transparent, and
// without anything that was said in it about where and by whom it was taken. Any thread; takes up to some seconds.
// Error: photo_unreadable.
Expected<std::string> jpegOf(const std::filesystem::path &picture, int64_t most_bytes = kMostJpeg_bytes);

std::string testJpeg(); // a small one

} // namespace DirectPost::Hosting
