#pragma once

#include "KeptPart.hpp"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace DirectPost::Media {

// Decodes the finished clip at both ends, and looks whether it has what it should have. Errors: encode_failed.
Expected<void> verifyPlays(const std::filesystem::path &clip, const std::filesystem::path &named, const KeptPart &part,
			   size_t streams, const std::stop_token &stop);

// Decodes the finished clip and its source around the seams: what was copied must be the same to the last bit, what
// was encoded must look the same, and every picture must be there in its time. Errors: encode_failed.
Expected<void> verifySeams(const std::filesystem::path &clip, const MediaFacts &facts, const KeptPart &part,
			   const PictureCut &cut, const std::stop_token &stop);

} // namespace DirectPost::Media
