#pragma once

#include <cstdint>

// How large an upload may be. Source: TikTok's "Media transfer guide" as read in November 2026; megabytes are decimal.
namespace DirectPost {

inline constexpr int64_t kSingleRequest_bytes = 64'000'000;    // above this it goes in chunks
inline constexpr int64_t kLargestUpload_bytes = 4'000'000'000; // the conservative reading of "4GB"

} // namespace DirectPost
