#pragma once

#include "OpenFile.hpp"

namespace DirectPost::Media {

// A file's pictures in the order in which they are shown.
class DecodedPictures {
public:
	// `stop` must outlive it. Errors: those of openFile, and video_unreadable.
	static Expected<DecodedPictures> open(const std::filesystem::path &file, const std::stop_token &stop);
	static Expected<DecodedPictures> open(OpenFile opened, const std::filesystem::path &file,
					      const std::stop_token &stop);

	// Goes on at a key frame at or before this time.
	void seekToKeyFrame(int64_t time_us);
	// The same, but what is shown before this time is only decoded where later pictures need it.
	void seek(int64_t time_us);
	// The key frame at or before this time, by itself: what is shown before it has not to be waited for. Whoever
	// goes on from there seeks first. As next().
	Expected<bool> keyFrameAt(int64_t time_us, AVFrame &frame);
	// Their `pts` is in microseconds, in the source's timeline; colours that the file does not name are the usual
	// ones. What cannot be decoded is left out. False: that was all.
	Expected<bool> next(AVFrame &frame);
	// The picture nearest to this time, or the last one; as next().
	Expected<bool> nextFrom(int64_t time_us, AVFrame &frame);

	const OpenFile &file() const { return file_; }
	const std::filesystem::path &path() const { return path_; }

private:
	bool isSkipped(const AVPacket &packet) const;
	Expected<void> feed();

	std::filesystem::path path_;
	const std::stop_token *stop_ = nullptr;
	OpenFile file_;
	Av::Decoder decoder_;
	Av::Packet packet_;
	bool isAtEnd_ = false;
	int64_t wanted_us_ = INT64_MIN; // from here on every picture is decoded
};

} // namespace DirectPost::Media
