#pragma once

#include "ClipInfo.hpp"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace DirectPost::Media {

enum class DynamicRange { Standard = 1, Pq, Hlg };

struct SoundTrack {
	int number = 1;   // counted from 1 over all sound tracks of the file
	std::string name; // as OBS or another recorder wrote it; may be empty
	std::string codec;
	int channels = 0;
	int rate_hz = 0;
	int64_t start_us = 0; // of its first sound, where the file's own time begins at 0
	bool hasSound = true; // false: a recorder made the track and filled it never
};

// What an edit has to know of a file, beyond ClipInfo.
struct MediaFacts {
	std::filesystem::path file;
	int64_t size_bytes = 0;
	int64_t duration_us = 0;
	std::string videoCodec;  // FFmpeg's name
	std::string pixelFormat; // FFmpeg's name; empty where it is not known before decoding
	int depth_bits = 8;
	Chroma chroma = Chroma::Yuv420;
	DynamicRange range = DynamicRange::Standard;
	bool isInterlaced = false;
	bool isFlipped = false; // stored upside down: put right before it is turned
	int rotation_deg = 0;   // clockwise, to stand upright
	Size stored;            // as the codec has it
	Size shown;             // upright, with square pixels
	bool hasSquarePixels = true;
	FrameRate frameRate;        // the average
	FrameRate nominalFrameRate; // the fastest that all times fit; differs from the average where it varies
	int64_t videoStart_us = 0;  // of the first picture, where the file's own time begins at 0
	int64_t video_bps = 0;      // 0: the file does not say
	std::vector<SoundTrack> soundTracks;
	int postedTrack = 0; // its number, of ClipInfo::audioTrack; 0: no sound
};

// Reads headers and index; decodes nothing. Blocks: on a lane. Errors: those of probe().
Expected<MediaFacts> inspect(const std::filesystem::path &file, const std::stop_token &stop = {});
// The same of a file that was probed and is unchanged.
Expected<MediaFacts> inspect(const ClipInfo &probed, const std::stop_token &stop = {});

} // namespace DirectPost::Media
