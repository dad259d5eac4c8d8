#include "PictureEncoder.hpp"

#include <base/Utf8Path.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

extern "C" {
#include <libavutil/opt.h>
}

namespace DirectPost::Media {

namespace {

struct KnownEncoder {
	const char *name;
	AVPixelFormat format;
	// "a=b:c=d": a good picture at a speed that a stream beside it bears.
	const char *options;
	bool hasQuality; // can be told a quality instead of a rate, by these options
};

// The graphics chips' first; the order among them does not matter, as a machine has few of them.
constexpr std::array kEncoders = {
	KnownEncoder{"h264_nvenc", AV_PIX_FMT_YUV420P, "preset=p5:rc=vbr:profile=high", false},
	KnownEncoder{"h264_amf", AV_PIX_FMT_NV12, "quality=balanced:profile=high", false},
	KnownEncoder{"h264_qsv", AV_PIX_FMT_NV12, "preset=medium:profile=high", false},
	KnownEncoder{"h264_videotoolbox", AV_PIX_FMT_NV12, "profile=high", false},
	KnownEncoder{"libx264", AV_PIX_FMT_YUV420P, "preset=veryfast:profile=high", true},
};

constexpr double kBitsPerPixel = 0.12; // of those that want a rate
constexpr const char *kQuality = "20";
constexpr const char *kSeamQuality = "14"; // a few pictures beside those of a recording: no difference is to be seen
constexpr int kKeyFrameEvery_s = 2;
constexpr const char *kOwnParameterSets = "sps-id=7:scenecut=0:keyint=60:open-gop=0:aud=0";

Error encoderMissing(const std::string &detail)
{
	Error error;
	error.kind = ErrorKind::ClipUnfit;
	error.code = "encoder_missing";
	error.detail = detail;
	return error;
}

void describe(AVCodecContext &context, Size size, FrameRate rate)
{
	context.width = size.width_px;
	context.height = size.height_px;
	context.time_base = {rate.denominator, rate.numerator};
	context.framerate = {rate.numerator, rate.denominator};
	context.sample_aspect_ratio = {1, 1};
	context.colorspace = AVCOL_SPC_BT709;
	context.color_primaries = AVCOL_PRI_BT709;
	context.color_trc = AVCOL_TRC_BT709;
	context.color_range = AVCOL_RANGE_MPEG;
	context.gop_size = static_cast<int>(std::lround(rate.perSecond() * kKeyFrameEvery_s));
	context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
}

void control(AVCodecContext &context, const KnownEncoder &known, const RateControl &control)
{
	using enum RateControl::Run;
	if (control.rate_bps)
		context.bit_rate = *control.rate_bps;
	else if (!known.hasQuality)
		context.bit_rate =
			std::llround(av_q2d(context.framerate) * context.width * context.height * kBitsPerPixel);
	if (context.bit_rate > 0 && control.run == Only) {
		context.rc_max_rate = context.bit_rate * 3 / 2;
		context.rc_buffer_size = static_cast<int>(std::min<int64_t>(context.bit_rate * 2, INT32_MAX));
	}
	if (!known.hasQuality)
		return;
	if (!control.rate_bps)
		av_opt_set(context.priv_data, "crf", kQuality, 0);
	if (control.run == Only)
		return;
	context.flags |= control.run == First ? AV_CODEC_FLAG_PASS1 : AV_CODEC_FLAG_PASS2;
	av_opt_set(context.priv_data, "stats", utf8(control.notes).c_str(), 0);
	av_opt_set(context.priv_data, "fastfirstpass", "0", 0); // the first run's pictures may be good enough
}

Av::Decoder opened(const KnownEncoder &known, Size size, FrameRate rate, const RateControl &wanted)
{
	const AVCodec *codec = avcodec_find_encoder_by_name(known.name);
	Av::Decoder context(codec ? avcodec_alloc_context3(codec) : nullptr);
	if (!context)
		return nullptr;
	context->pix_fmt = known.format;
	describe(*context, size, rate);
	av_set_options_string(context->priv_data, known.options, "=", ":");
	control(*context, known, wanted);
	return avcodec_open2(context.get(), codec, nullptr) < 0 ? nullptr : std::move(context);
}

const char *profileOf(const AVCodecParameters &source)
{
	switch (source.profile & ~AV_PROFILE_H264_INTRA) {
	case AV_PROFILE_H264_BASELINE:
	case AV_PROFILE_H264_CONSTRAINED_BASELINE:
		return "baseline";
	case AV_PROFILE_H264_MAIN:
		return "main";
	default:
		return "high";
	}
}

} // namespace

Expected<PictureEncoder> PictureEncoder::open(const EncoderSettings &settings, Size size, FrameRate rate,
					      const RateControl &control)
{
	const std::string &chosen = settings.encoder;
	for (const std::string &name : videoEncoders(settings)) {
		const KnownEncoder &known = *std::ranges::find(kEncoders, name, &KnownEncoder::name);
		PictureEncoder encoder;
		encoder.context_ = opened(known, size, rate, control);
		encoder.name_ = name;
		if (encoder.context_)
			return encoder;
	}
	return std::unexpected(encoderMissing(chosen.empty() ? "no H.264 encoder opens" : chosen + " does not open"));
}

Expected<PictureEncoder> PictureEncoder::openLike(const AVStream &source, AVRational timeBase)
{
	const AVCodec *codec = avcodec_find_encoder_by_name("libx264");
	PictureEncoder encoder;
	encoder.name_ = "libx264";
	encoder.context_.reset(codec ? avcodec_alloc_context3(codec) : nullptr);
	if (!encoder.context_)
		return std::unexpected(encoderMissing("libx264 is not there"));
	AVCodecContext &context = *encoder.context_;
	const AVCodecParameters &like = *source.codecpar;
	context.width = like.width;
	context.height = like.height;
	context.pix_fmt = static_cast<AVPixelFormat>(like.format);
	context.time_base = timeBase;
	context.framerate = source.avg_frame_rate;
	context.sample_aspect_ratio = like.sample_aspect_ratio;
	context.colorspace = like.color_space;
	context.color_primaries = like.color_primaries;
	context.color_trc = like.color_trc;
	context.color_range = like.color_range;
	context.max_b_frames = 0;
	if (like.level > 0)
		context.level = like.level;
	context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP;
	av_opt_set(context.priv_data, "preset", "ultrafast", 0); // a few pictures may be large
	av_opt_set(context.priv_data, "profile", profileOf(like), 0);
	av_opt_set(context.priv_data, "crf", kSeamQuality, 0);
	av_opt_set(context.priv_data, "x264-params", kOwnParameterSets, 0);
	if (avcodec_open2(&context, codec, nullptr) < 0)
		return std::unexpected(encoderMissing("libx264 does not open for the seams"));
	return encoder;
}

std::vector<std::string> videoEncoders(const EncoderSettings &settings)
{
	std::vector<std::string> names;
	for (const KnownEncoder &known : kEncoders) {
		if (settings.encoder.empty() || settings.encoder == known.name)
			names.emplace_back(known.name);
	}
	if (settings.sparesChips)
		std::ranges::reverse(names);
	return names;
}

} // namespace DirectPost::Media
