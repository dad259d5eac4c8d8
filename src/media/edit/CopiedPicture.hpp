#pragma once

#include "KeptPart.hpp"
#include "PacketSource.hpp"

#include <memory>

namespace DirectPost::Media {

// The pictures of a part, copied; those at its edges that cannot be are encoded as like them as can be. `stop` must
// outlive it. Errors: those of openFile, video_unreadable, encoder_missing, encode_failed.
Expected<std::unique_ptr<PacketSource>> copiedPicture(const std::filesystem::path &file, const KeptPart &part,
						      const PictureCut &cut, const std::stop_token &stop);

} // namespace DirectPost::Media
