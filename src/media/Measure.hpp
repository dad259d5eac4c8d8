#pragma once

#include "Av.hpp"

#include <cstdint>

// What a file does not say about itself, from the times of what is in it.
namespace DirectPost::Media {

// Opens a file and corrects what its head says by what is in it: see the following. Errors: those of Av::openInput.
Expected<Av::Input> openMeasured(const std::filesystem::path &file, const std::stop_token &stop);

// Sets the average frame rate of a stream whose container counts too coarsely for FFmpeg's guess: 60 frames a second in
// milliseconds look like 62.5. Reads the next hundred pictures, or six hundred where the guess was wrong.
void correctFrameRate(AVFormatContext &input, AVStream &video);

// FFmpeg gives tracks that a recorder made and never filled a start time all the same; after this, Av::hasContent tells
// the truth. Where there is only one picture, the stream's nb_frames says so. Reads on until there is something in
// every track, 64 MB at most.
void correctContents(AVFormatContext &input, AVStream &video);

// From the first to the last packet. Reads the whole file; 0 where there is nothing. Errors: those of Av::openInput.
Expected<int64_t> measuredDuration_us(const std::filesystem::path &file, const std::stop_token &stop);

} // namespace DirectPost::Media
