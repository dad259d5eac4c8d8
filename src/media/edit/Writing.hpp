#pragma once

#include "PacketSource.hpp"
#include "ProgressMeter.hpp"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace DirectPost::Media {

// Writes an MP4 with moov first of these tracks, whichever is behind first. `named`: for the sentences of errors.
// Progress goes by the first track's time.
Expected<void> writeMp4(const std::filesystem::path &file, const std::filesystem::path &named,
			const std::vector<std::unique_ptr<PacketSource>> &tracks, int64_t duration_us,
			ProgressMeter &progress, const std::stop_token &stop);

} // namespace DirectPost::Media
