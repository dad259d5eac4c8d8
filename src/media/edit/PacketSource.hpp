#pragma once

#include "Av.hpp"

#include <base/Error.hpp>

namespace DirectPost::Media {

// One track of the finished clip, packet by packet.
class PacketSource {
public:
	PacketSource() = default;
	PacketSource(const PacketSource &) = delete;
	PacketSource &operator=(const PacketSource &) = delete;
	virtual ~PacketSource() = default;

	// What the track is, for the muxer: codec parameters, time base, frame rate. Called once, before next().
	virtual Expected<void> describe(AVStream &track) = 0;
	// In decoding order, in timeBase(), 0 being the clip's beginning. False: that was all.
	virtual Expected<bool> next(AVPacket &packet) = 0;
	virtual AVRational timeBase() const = 0;
	// How many there will be; 0: that is not known.
	virtual int64_t mostPackets() const { return 0; }
};

} // namespace DirectPost::Media
