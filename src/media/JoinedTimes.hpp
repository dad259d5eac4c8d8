#pragma once

#include "Av.hpp"

#include <cstdint>
#include <map>
#include <optional>

namespace DirectPost::Media {

// Where recordings were joined, or a clock was set or ran over, a file's times jump. What follows is moved, so that it
// goes on where the rest ended. The first track to come to such a place decides by how much, and the others follow it,
// so that sound and picture stay together.
class JoinedTimes {
public:
	explicit JoinedTimes(const AVInputFormat &format);
	void apply(AVPacket &packet, const AVStream &source);

private:
	struct Track {
		std::optional<int64_t> next_us; // where it should go on, its shift included
		int64_t end_us = 0;             // of what is shown or heard last, the same
		int64_t shift_us = 0;
	};

	const bool hasDecodeTimes_;   // else FFmpeg guesses them, and not well where times begin anew
	std::map<int, Track> tracks_; // by the stream's index
	int64_t shift_us_ = 0;        // of the last jump
};

} // namespace DirectPost::Media
