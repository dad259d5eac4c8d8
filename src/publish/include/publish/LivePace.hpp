#pragma once

#include <cstdint>

// How fast posts are sent while OBS is live: the uplink is the show's first.
namespace DirectPost::Publish {

enum class PaceMode {
	Polite = 1,  // takes what the stream leaves; full speed while OBS is not live
	AfterStream, // nothing is begun while OBS is live; what is on its way already goes on politely
	FullSpeed,   // as if nobody streamed
	FixedCap,    // never faster than `cap_bytesPerSecond`, live or not
};

struct PaceSettings {
	PaceMode mode = PaceMode::Polite;
	int64_t cap_bytesPerSecond = 500'000;

	bool operator==(const PaceSettings &) const = default;
};

// One look at what OBS sends and how it fares, over all of its streams; several times a second while it is live.
struct ShowHealth {
	bool isLive = false;
	int64_t bitrate_bps = 0;   // what the encoders are set to; 0: not known
	int64_t droppedFrames = 0; // since the streams began
	double congestion = 0;     // of the worst, 0.0 to 1.0; only RTMP tells
	bool isReconnecting = false;

	bool operator==(const ShowHealth &) const = default;
};

} // namespace DirectPost::Publish
