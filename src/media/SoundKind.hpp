#pragma once

#include "Av.hpp"

#include <optional>

namespace DirectPost::Media {

// Whether a track of AAC is of one kind from its beginning to its end. In a TS each packet says its own rate and
// channels (ADTS, ISO/IEC 13818-7, 6.2); in an FLV or an MP4 the stream does, and a later packet may come with another
// word (AudioSpecificConfig, ISO/IEC 14496-3, 1.6.2). They change where recordings were joined; the MP4 that is written
// says them once, and would play the rest at the wrong pitch.
class SoundKind {
public:
	explicit SoundKind(const AVCodecParameters &track);

	// False: it is AAC, and this packet is of another kind than those before it.
	bool isStillOf(const AVPacket &packet);

private:
	const bool isAac_;
	std::optional<int> kind_; // as it was said first
};

} // namespace DirectPost::Media
