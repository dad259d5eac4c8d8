#pragma once

#include "Resampler.hpp"

#include <functional>
#include <memory>
#include <optional>

extern "C" {
#include <libavutil/audio_fifo.h>
}

namespace DirectPost::Media {

// Turns a track of sound into AAC, mono or stereo at 44.1 or 48 kHz.
class SoundEncoder {
public:
	using Take = std::function<int(AVPacket &packet)>; // 0, or FFmpeg's error

	// `source` and `output` must outlive it; describes `output`. Null where FFmpeg cannot decode the source.
	static std::unique_ptr<SoundEncoder> open(const AVStream &source, AVStream &output);

	// Where the clip begins, in the source's time; before the first packet.
	void startAt(int64_t start_us) { start_us_ = start_us; }
	// Hands every finished packet to `take`, in the output's time base. Null: the track is at its end. What cannot
	// be decoded is left out, and a gap becomes silence. 0, or FFmpeg's error.
	int encode(const AVPacket *packet, const Take &take);

private:
	struct FreeFifo {
		void operator()(AVAudioFifo *fifo) const { av_audio_fifo_free(fifo); }
	};

	SoundEncoder(const AVStream &source, AVStream &output) : source_(source), output_(output) {}
	bool openDecoder();
	bool openEncoder();
	int queue(AVFrame &frame, const Take &take);
	int queueSilence(int64_t samples, const Take &take);
	int keep(const AVFrame &made);
	int drain(bool isAtEnd, const Take &take);
	int receive(const Take &take);

	const AVStream &source_;
	AVStream &output_;
	Av::Decoder decoder_;
	Av::Decoder encoder_;
	std::optional<Resampler> resampler_;
	std::unique_ptr<AVAudioFifo, FreeFifo> fifo_;
	Av::Frame decoded_;
	Av::Packet encoded_;
	int64_t start_us_ = 0;
	std::optional<int64_t> queued_; // the time behind the last sample in fifo_, in samples
	int64_t taken_ = 0;             // the time of the first sample in fifo_
};

} // namespace DirectPost::Media
