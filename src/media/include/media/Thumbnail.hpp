#pragma once

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace DirectPost::Media {

// Pixels in RGBA order, 8 bits each, rows without padding.
struct Picture {
	int width_px = 0;
	int height_px = 0;
	std::vector<uint8_t> rgba;
};

// The key frame at or before `position_ms` (in OBS's recordings at most 4 s away), upright, scaled down to fit the box.
// Blocks: on a lane. Errors: file_missing, file_unreadable, not_a_video, no_picture, picture_unreadable, cancelled.
Expected<Picture> thumbnail(const std::filesystem::path &file, int64_t position_ms, int boxWidth_px, int boxHeight_px,
			    const std::stop_token &stop = {});

} // namespace DirectPost::Media
