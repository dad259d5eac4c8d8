#pragma once

#include "Av.hpp"

#include <cstdint>

// What a file does not say about itself, from the times of what is in it.
namespace DirectPost::Media {

// Sets the average frame rate of a stream whose container neither says it nor counts finely enough for FFmpeg's guess:
// 60 frames a second in milliseconds look like 62.5. May read the first 600 pictures.
void correctFrameRate(AVFormatContext &input, AVStream &video);

// From the first to the last packet. Reads the rest of the file; 0 where there is nothing.
int64_t measuredDuration_us(AVFormatContext &input);

} // namespace DirectPost::Media
