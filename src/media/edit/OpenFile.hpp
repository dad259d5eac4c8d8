#pragma once

#include "Av.hpp"

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace DirectPost::Media {

inline constexpr AVRational kMicrosecond = {1, AV_TIME_BASE};

// A file whose own time begins at 0, whatever its first timestamp is.
struct OpenFile {
	Av::Input input;
	AVStream *video = nullptr;
	std::vector<AVStream *> soundTracks; // all of them, in the file's order
	int64_t origin_us = 0;

	int64_t time_us(int64_t timestamp, const AVStream &stream) const
	{
		return av_rescale_q(timestamp, stream.time_base, kMicrosecond) - origin_us;
	}
	// Reading goes on at a key frame of the picture at or before this time, or at the file's beginning.
	void seekToKeyFrame(int64_t time_us) const;
	// Reading goes on at or shortly before this time.
	void seek(int64_t time_us, const AVStream &stream) const;
	// Reads nothing of any other stream.
	void readOnly(const std::vector<AVStream *> &wanted) const;
};

// `stop` must outlive it. Errors: those of Av::openInput, not_a_video, no_picture.
Expected<OpenFile> openFile(const std::filesystem::path &file, const std::stop_token &stop);
// A file that is open already once more, at a fraction of the cost.
Expected<OpenFile> openAgain(const AVFormatContext &known, const std::filesystem::path &file,
			     const std::stop_token &stop);

// Null where FFmpeg cannot decode it.
Av::Decoder decoderOf(const AVStream &stream, int threads);

// Pictures a second: the average, or the usual rate that it stands for.
AVRational rateOf(const AVStream &video);
int64_t pictureDuration_us(const AVStream &video);

Error outOfMemory(const std::filesystem::path &file);
// What a failed read means. AVERROR_EOF is no failure.
Error readingFailed(int error, const std::filesystem::path &file, const std::stop_token &stop);

} // namespace DirectPost::Media
