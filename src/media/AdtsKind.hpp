#pragma once

#include "Av.hpp"

#include <optional>

namespace DirectPost::Media {

// Whether a track of AAC is of one kind from its beginning to its end. In a TS each packet says its own rate and
// channels (ADTS, ISO/IEC 13818-7, 6.2), and they change where recordings were joined; an MP4 says them once, and
// would play the rest at the wrong pitch.
class AdtsKind {
public:
	// False: this packet is of another kind than the first one.
	bool isStillOf(const AVPacket &packet);

private:
	std::optional<int> kind_; // of the first packet that says it
};

} // namespace DirectPost::Media
