#pragma once

#include <base/Error.hpp>

#include <filesystem>
#include <functional>
#include <stop_token>

namespace DirectPost::Media {

using Progress = std::function<void(double done)>; // 0.0 to 1.0, at most ten times a second

// Copies the streams TikTok plays (first video, first audio track with sound in it) without loss into an MP4 with moov
// first; sound that MP4 does not carry well becomes AAC. Begins at zero with the first whole picture; what is heard
// before is left out. Reads and writes every byte once, by keeping room for moov; twice where the source does not say
// how long it is, or has more frames than it says. Writes to `target` + ".partial" and renames when it is whole, so
// `target` is never half a file. The source is only read. Blocks: on a lane. Errors: file_missing, file_unreadable,
// not_a_video, no_picture, remux_failed, disk_full, folder_not_writable, cancelled.
Expected<void> remuxToMp4(const std::filesystem::path &source, const std::filesystem::path &target,
			  const Progress &progress, std::stop_token stop);
// The same into a WebM, of what is in it already or could be; see becomesWebM().
Expected<void> remuxToWebM(const std::filesystem::path &source, const std::filesystem::path &target,
			   const Progress &progress, std::stop_token stop);

} // namespace DirectPost::Media
