#pragma once

#include "Av.hpp"

#include <optional>
#include <span>

namespace DirectPost::Media {

// How many bytes to keep free at the start of an MP4 for the index (moov) of these streams, so that it can be written
// there at the end without moving everything else. Meant to be enough for whatever the streams hold, as long as their
// duration and frame rate are what the file says. None where it does not say, or where the room would be a good part of
// the file, as in one that says it lasts hours and holds minutes.
std::optional<int64_t> indexRoom_bytes(const AVFormatContext &input, std::span<const AVStream *const> streams);

// The same for so many pictures and packets of sound.
int64_t indexRoomOf_bytes(int64_t pictures, int64_t sounds);

// As many samples as the file says this stream has, and a margin; 0 where it does not say.
double expectedSamples(const AVFormatContext &input, const AVStream &stream);

} // namespace DirectPost::Media
