#pragma once

#include "Av.hpp"

#include <cstdint>
#include <map>
#include <optional>

namespace DirectPost::Media {

// Where recordings were joined, or a clock was set or ran over, a file's times jump. What follows is moved, so that it
// goes on where the rest ended. The first track to come to such a place decides by how much, and the others follow it,
// so that sound and picture stay together. Where one track alone is ahead of its own end it had a pause, like a screen
// that stood still or a microphone that was off, and that stays.
class JoinedTimes {
public:
	explicit JoinedTimes(const AVInputFormat &format);
	void apply(AVPacket &packet, const AVStream &source);

private:
	struct Track {
		// How far a time is from where the track should go on.
		int64_t jump_us(int64_t time_us, int64_t by_us) const
		{
			return next_us ? time_us + by_us - *next_us : 0;
		}

		std::optional<int64_t> next_us; // where it should go on, its shift included
		int64_t end_us = 0;             // of what is shown or heard last, the same
		int64_t shift_us = 0;
	};

	bool isSeam(const Track &track, int64_t time_us) const;

	const bool hasDecodeTimes_;   // else FFmpeg guesses them, and not well where times begin anew
	std::map<int, Track> tracks_; // by the stream's index
	int64_t shift_us_ = 0;        // of the last jump
	int64_t reached_us_ = 0;      // by the track that is ahead of the others
};

} // namespace DirectPost::Media
