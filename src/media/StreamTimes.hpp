#pragma once

#include "Av.hpp"

#include <cstdint>
#include <optional>

namespace DirectPost::Media {

// Brings one stream's timestamps from the source's time base to the output's: rebased so that the clip starts at 0,
// decode times strictly rising, and rounding of the source's container undone. MKV and FLV count milliseconds, so 60
// frames a second come as 17, 16, 17 …; a file that keeps that measures as 60.0x and uneven. Audio is laid on its
// sample clock, and frames that follow their nominal rate within a tick are laid exactly on it; where they do not
// (variable rate, a gap) they stay in place.
class StreamTimes {
public:
	// `start_us` is where the source's own time begins; `output` must have got its final time base from the muxer.
	StreamTimes(const AVStream &source, const AVStream &output, int64_t start_us);

	void apply(AVPacket &packet);
	// Sound whose time is taken by the sound before it, as where recordings were joined, can only be left out:
	// heard after that, it would make all that follows late.
	bool isTaken(const AVPacket &packet) const;

private:
	void completeTimes(AVPacket &packet);
	void applyToAudio(AVPacket &packet);
	void applyToVideo(AVPacket &packet);
	// The output's time for a source's time within a tick of a whole number of frames from the anchor; nothing
	// elsewhere.
	std::optional<int64_t> onGrid(int64_t time) const;
	void keepRising(AVPacket &packet);

	const AVStream &source_;
	const AVStream &output_;
	int64_t start_ = 0; // in the source's time base
	std::optional<AVRational> frameDuration_;
	std::optional<int64_t> anchor_;     // a frame's time, in the source's time base
	std::optional<int64_t> nextSample_; // where sound should go on, in the output's time base
	std::optional<int64_t> nextDts_;    // in the source's time base
	std::optional<int64_t> lastDts_;    // in the output's
};

// The duration of a frame when the source's container rounds timestamps coarsely but knows the nominal rate.
std::optional<AVRational> nominalFrameDuration(const AVStream &video);

} // namespace DirectPost::Media
