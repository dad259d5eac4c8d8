#include "StreamTimes.hpp"

#include <algorithm>
#include <cstdlib>

namespace DirectPost::Media {

namespace {

constexpr AVRational kMicroseconds = {1, AV_TIME_BASE};
constexpr AVRational kFinest = {1, 10'000}; // a container that counts finer than this has nothing to mend
constexpr int kFastestNominal_fps = 240;

} // namespace

std::optional<AVRational> nominalFrameDuration(const AVStream &video)
{
	const AVRational rate = video.avg_frame_rate;
	const bool isCoarse = av_cmp_q(video.time_base, kFinest) > 0;
	if (!isCoarse || rate.num <= 0 || rate.den <= 0 || rate.num / rate.den > kFastestNominal_fps)
		return std::nullopt;
	return av_inv_q(rate);
}

StreamTimes::StreamTimes(const AVStream &source, const AVStream &output, int64_t start_us)
	: source_(source), output_(output), start_(av_rescale_q(start_us, kMicroseconds, source.time_base))
{
	if (source.codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
		frameDuration_ = nominalFrameDuration(source);
}

void StreamTimes::apply(AVPacket &packet)
{
	if (packet.dts == AV_NOPTS_VALUE)
		packet.dts = packet.pts;
	if (packet.pts == AV_NOPTS_VALUE)
		packet.pts = packet.dts;
	if (packet.dts != AV_NOPTS_VALUE) {
		packet.dts -= start_;
		packet.pts -= start_;
	}
	if (source_.codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
		applyToAudio(packet);
	else
		applyToVideo(packet);
	keepRising(packet);
	packet.time_base = output_.time_base;
	packet.pos = -1;
}

void StreamTimes::applyToAudio(AVPacket &packet)
{
	const AVCodecParameters &codec = *source_.codecpar;
	const int samples = av_get_audio_frame_duration2(source_.codecpar, packet.size);
	if (samples <= 0 || codec.sample_rate <= 0 || packet.dts == AV_NOPTS_VALUE) {
		av_packet_rescale_ts(&packet, source_.time_base, output_.time_base);
		return;
	}
	const AVRational sampleClock = {1, codec.sample_rate};
	packet.dts =
		av_rescale_delta(source_.time_base, packet.dts, sampleClock, samples, &deltaState_, output_.time_base);
	packet.pts = packet.dts;
	packet.duration = av_rescale_q(samples, sampleClock, output_.time_base);
}

void StreamTimes::applyToVideo(AVPacket &packet)
{
	if (!frameDuration_) {
		av_packet_rescale_ts(&packet, source_.time_base, output_.time_base);
		return;
	}
	const int64_t oneFrame = av_rescale_q(1, *frameDuration_, source_.time_base);
	const bool isNominal = std::llabs(packet.duration - oneFrame) <= 1;
	packet.duration = isNominal ? av_rescale_q(1, *frameDuration_, output_.time_base)
				    : av_rescale_q(packet.duration, source_.time_base, output_.time_base);
	if (packet.pts == AV_NOPTS_VALUE)
		return;
	// Where the rhythm breaks, after a gap or in a file of variable rate, it begins anew with this frame.
	if (!onGrid(packet.pts))
		anchor_ = packet.pts;
	packet.pts = onGrid(packet.pts).value();
	packet.dts = onGrid(packet.dts).value_or(av_rescale_q(packet.dts, source_.time_base, output_.time_base));
}

std::optional<int64_t> StreamTimes::onGrid(int64_t time) const
{
	if (!anchor_)
		return std::nullopt;
	const int64_t frames = av_rescale_q(time - *anchor_, source_.time_base, *frameDuration_);
	const int64_t nominal = *anchor_ + av_rescale_q(frames, *frameDuration_, source_.time_base);
	if (std::llabs(time - nominal) > 1)
		return std::nullopt;
	return av_rescale_q(*anchor_, source_.time_base, output_.time_base) +
	       av_rescale_q(frames, *frameDuration_, output_.time_base);
}

void StreamTimes::keepRising(AVPacket &packet)
{
	if (packet.dts == AV_NOPTS_VALUE) {
		packet.dts = lastDts_ == AV_NOPTS_VALUE ? 0 : lastDts_ + 1;
		packet.pts = packet.dts;
	}
	if (lastDts_ != AV_NOPTS_VALUE && packet.dts <= lastDts_)
		packet.dts = lastDts_ + 1;
	packet.pts = std::max(packet.pts, packet.dts);
	lastDts_ = packet.dts;
}

} // namespace DirectPost::Media
