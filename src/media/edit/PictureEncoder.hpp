#pragma once

#include "Av.hpp"

#include <media/ClipInfo.hpp>
#include <media/Edit.hpp>

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace DirectPost::Media {

// How large the result may be. Without a rate the quality is kept and the size is what it becomes.
struct RateControl {
	std::optional<int64_t> rate_bps;
	// x264's notes about a first run, which a second one follows.
	enum class Run { Only = 1, First, Second };
	Run run = Run::Only;
	std::filesystem::path notes;
};

// Opens FFmpeg's H.264 encoders.
class PictureEncoder {
public:
	// The chosen one, or the first that opens. Errors: encoder_missing.
	static Expected<PictureEncoder> open(const EncoderSettings &settings, Size size, FrameRate rate,
					     const RateControl &control);
	// x264, giving pictures that can be joined to those of `source` without a break: its profile, level and
	// colours, no picture before its time, and parameter sets with a number of their own. Errors: encoder_missing.
	static Expected<PictureEncoder> openLike(const AVStream &source, AVRational timeBase);

	const std::string &name() const { return name_; }
	AVCodecContext &context() const { return *context_; }

	int send(AVFrame *frame) { return avcodec_send_frame(context_.get(), frame); }
	int receive(AVPacket &packet) { return avcodec_receive_packet(context_.get(), &packet); }

private:
	std::string name_;
	Av::Decoder context_;
};

} // namespace DirectPost::Media
