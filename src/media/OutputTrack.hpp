#pragma once

#include "Av.hpp"
#include "SoundEncoder.hpp"
#include "SoundKind.hpp"
#include "StreamTimes.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace DirectPost::Media {

// One stream of a recording as a track of the MP4 or WebM that is made of it: copied packet by packet, or sound that
// MP4 does not carry well and that becomes AAC. Functions that return int: 0, or FFmpeg's error.
class OutputTrack {
public:
	// Both must outlive it.
	OutputTrack(AVStream &source, AVFormatContext &output) : source_(source), file_(output), kind_(*source.codecpar)
	{
	}

	enum class Sound { CopiedWhereItFits = 1, Encoded };
	int open(Sound sound);
	// Where the clip begins, in the source's time; after the output's header was written.
	void startAt(int64_t start_us);
	// Takes the packet. AVERROR_INPUT_CHANGED: sound of another kind than before, which has to be encoded.
	int copy(AVPacket &packet);
	int finish();

	const AVStream &source() const { return source_; }
	// The stream that says how many packets there are in a second.
	const AVStream &counted() const { return encoder_ ? *output_ : source_; }
	int64_t packets() const { return packets_; }

private:
	bool isSound() const { return source_.codecpar->codec_type == AVMEDIA_TYPE_AUDIO; }
	bool isBeforeStart(const AVPacket &packet) const;
	void describe();
	int write(AVPacket &packet);
	int mux(AVPacket &packet);

	AVStream &source_;
	AVFormatContext &file_;
	AVStream *output_ = nullptr;
	int64_t start_us_ = 0;
	std::optional<StreamTimes> times_;
	std::unique_ptr<SoundEncoder> encoder_; // where the sound becomes AAC
	SoundKind kind_;                        // of sound that is copied
	std::vector<Av::Packet> unseen_;        // may be needed to decode what follows, but is not shown itself
	int64_t packets_ = 0;
};

} // namespace DirectPost::Media
