#pragma once

#include "KeptPart.hpp"
#include "PacketSource.hpp"

#include <memory>
#include <vector>

namespace DirectPost::Media {

// Some of the source's pictures, one after the other, in the source's timeline.
using PictureRun = std::vector<Av::Frame>;

// The pictures of a part, copied; those at its edges that cannot be are encoded as like them as can be. The source's
// pictures on both sides of each seam, and at an encoded beginning and end, are left in `aroundSeams` to be compared
// with what was made of them. What else is given here must outlive it, and `source`'s open file is read by it alone
// meanwhile. Errors: those of openAgain, video_unreadable, encoder_missing, encode_failed.
Expected<std::unique_ptr<PacketSource>> copiedPicture(const Inspected &source, const KeptPart &part,
						      const PictureCut &cut, std::vector<PictureRun> &aroundSeams,
						      const std::stop_token &stop);

} // namespace DirectPost::Media
