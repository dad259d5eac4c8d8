#pragma once

#include "CopiedPicture.hpp"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace DirectPost::Media {

// Decodes the finished clip at both ends, and looks whether it has what it should have. Errors: encode_failed.
Expected<void> verifyPlays(const std::filesystem::path &clip, const std::filesystem::path &named, const KeptPart &part,
			   size_t streams, const std::stop_token &stop);

// The same for a clip that was copied, packet by packet: its first picture and its last key frame are looked at, and
// around the seams every picture. What was copied must be the same to the last bit, what was encoded must look the
// same, and every picture must be there in its time. Errors: encode_failed.
Expected<void> verifyCopied(const std::filesystem::path &clip, const std::filesystem::path &named, const KeptPart &part,
			    const PictureCut &cut, const std::vector<PictureRun> &aroundSeams,
			    const std::stop_token &stop);

} // namespace DirectPost::Media
