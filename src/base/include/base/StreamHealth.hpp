#pragma once

#include <cstdint>

namespace DirectPost {

// One look at what OBS sends and how it fares, over all outputs that stream to a service: the frontend's own and those
// of other plugins. Four times a second while it is live.
struct StreamHealth {
	bool isLive = false;
	int64_t bitrate_bps = 0;   // what the encoders of all streams are set to; 0: they do not say
	int64_t sent_bps = 0;      // in the last second; 0: not known yet
	int64_t droppedFrames = 0; // since the streams began
	// Of the worst, 0.0 to 1.0; only RTMP tells (OBS 32.2.2, plugins/obs-outputs/rtmp-stream.c).
	double congestion = 0;
	bool isReconnecting = false;
	// Of the frames of the last two seconds, those that were drawn too late or that no encoder was free for: 0.0 to
	// 1.0. Also while OBS records.
	double late = 0;

	bool operator==(const StreamHealth &) const = default;
};

} // namespace DirectPost
