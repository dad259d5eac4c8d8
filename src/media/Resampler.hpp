#pragma once

#include "Av.hpp"

#include <functional>
#include <memory>

extern "C" {
#include <libswresample/swresample.h>
}

namespace DirectPost::Media {

// Brings sound to one kind, also where it changes on the way, as where two recordings were joined or a broadcast goes
// from six channels to two. Functions that return int: 0, or FFmpeg's error.
class Resampler {
public:
	using Take = std::function<int(AVFrame &frame)>; // 0, or FFmpeg's error

	// To the kind that a decoder or an encoder says it has now, or to that in another format.
	explicit Resampler(const AVCodecContext &target) : Resampler(target, target.sample_fmt) {}
	Resampler(const AVCodecContext &target, AVSampleFormat format);

	// Hands on what it makes of a frame, whose time is in microseconds. A frame that is of that kind goes straight
	// through.
	int convert(AVFrame &frame, const Take &take);
	// Hands on what is still held, where nothing follows directly.
	int drain(const Take &take);
	// A frame of the target's kind; null: no memory.
	Av::Frame newFrame(int samples) const;

private:
	struct FreeContext {
		void operator()(SwrContext *context) const { swr_free(&context); }
	};

	int open(const AVFrame &frame);
	int run(const AVFrame *frame, const Take &take);

	// Kinds of sound, without samples: what is wanted, and what context_ takes.
	Av::Frame target_;
	Av::Frame source_;
	std::unique_ptr<SwrContext, FreeContext> context_;
	int64_t next_us_ = 0; // where the last frame ended
};

} // namespace DirectPost::Media
