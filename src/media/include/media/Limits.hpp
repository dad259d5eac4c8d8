#pragma once

#include <base/UploadLimits.hpp>

#include <array>
#include <cstdint>
#include <string_view>

// TikTok's media limits, the one place where they stand.
// Source: TikTok's "Media transfer guide" (video and image restrictions) as read in November 2026; megabytes are
// decimal.
namespace DirectPost::Media::Limits {

using DirectPost::kSingleRequest_bytes;
constexpr int64_t kVideo_bytes = kLargestUpload_bytes;
constexpr int kShortestSide_px = 360;
constexpr int kLongestSide_px = 4096;
constexpr double kSlowestFrameRate = 23.0;
constexpr double kFastestFrameRate = 60.0;
constexpr double kFrameRateTolerance = 0.01; // the rounding of timestamps: 60.006 is still sixty
constexpr double kFrameRateDoubt = 0.5;      // 60.01 to 60.5: others saw it accepted and refused
constexpr int kUsualDuration_s = 180;        // every creator may post three minutes; creator info says more
constexpr int kDraftDuration_s = 600;        // of a draft, whatever the creator may post: it can be cut in the app
constexpr std::array<std::string_view, 4> kVideoCodecs = {"h264", "hevc", "vp8", "vp9"}; // FFmpeg's names

} // namespace DirectPost::Media::Limits
