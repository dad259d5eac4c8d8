#include "StreamTimes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace DirectPost::Media {

namespace {

constexpr AVRational kMicroseconds = {1, AV_TIME_BASE};
constexpr AVRational kFinest = {1, 10'000}; // a container that counts finer than this does not distort times
constexpr int kFastestNominal_fps = 240;
constexpr double kSameRate = 1e-5;

} // namespace

std::optional<AVRational> nominalFrameDuration(const AVStream &video)
{
	const double rate = video.avg_frame_rate.num > 0 ? av_q2d(video.avg_frame_rate) : 0;
	const bool isCoarse = av_cmp_q(video.time_base, kFinest) > 0;
	if (!isCoarse || rate <= 0 || rate > kFastestNominal_fps)
		return std::nullopt;
	// Matroska stores a frame's duration in nanoseconds, which FFmpeg reads as 19001/317 where 60000/1001 is meant.
	const int whole = static_cast<int>(std::lround(rate));
	for (const AVRational usual : {AVRational{whole, 1}, AVRational{whole * 1000, 1001}}) {
		if (std::abs(rate / av_q2d(usual) - 1) < kSameRate)
			return av_inv_q(usual);
	}
	return av_inv_q(video.avg_frame_rate);
}

StreamTimes::StreamTimes(const AVStream &source, const AVStream &output, int64_t start_us)
	: source_(source), output_(output), start_(av_rescale_q(start_us, kMicroseconds, source.time_base))
{
	if (source.codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
		frameDuration_ = nominalFrameDuration(source);
}

void StreamTimes::apply(AVPacket &packet)
{
	completeTimes(packet);
	packet.dts -= start_;
	packet.pts -= start_;
	if (source_.codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
		applyToAudio(packet);
	else
		applyToVideo(packet);
	keepRising(packet);
	packet.time_base = output_.time_base;
	packet.pos = -1;
}

bool StreamTimes::isTaken(const AVPacket &packet) const
{
	if (!nextSample_ || packet.pts == AV_NOPTS_VALUE)
		return false;
	const int64_t middle = packet.pts - start_ + Av::soundDuration(packet, source_) / 2;
	return av_compare_ts(middle, source_.time_base, *nextSample_, output_.time_base) < 0;
}

// Matroska stores no decode times, and where pictures are reordered the first ones cannot be told from what follows.
void StreamTimes::completeTimes(AVPacket &packet)
{
	const int64_t oneFrame = packet.duration > 0 ? packet.duration : 1;
	const int64_t known = packet.pts == AV_NOPTS_VALUE ? start_ : packet.pts;
	if (packet.dts == AV_NOPTS_VALUE)
		packet.dts = nextDts_ ? *nextDts_ : known - source_.codecpar->video_delay * oneFrame;
	if (packet.pts == AV_NOPTS_VALUE)
		packet.pts = packet.dts;
	nextDts_ = packet.dts + oneFrame;
}

void StreamTimes::applyToAudio(AVPacket &packet)
{
	const int samples = av_get_audio_frame_duration2(source_.codecpar, packet.size);
	av_packet_rescale_ts(&packet, source_.time_base, output_.time_base);
	if (samples <= 0 || source_.codecpar->sample_rate <= 0)
		return;
	// The container rounded this time and the one the sound began with: together up to two ticks.
	const int64_t rounding = av_rescale_q_rnd(2, source_.time_base, output_.time_base, AV_ROUND_UP);
	if (!nextSample_ || std::llabs(packet.dts - *nextSample_) > rounding)
		nextSample_ = packet.dts;
	packet.dts = *nextSample_;
	packet.pts = packet.dts;
	packet.duration = av_rescale_q(samples, AVRational{1, source_.codecpar->sample_rate}, output_.time_base);
	*nextSample_ += packet.duration;
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
	// After a gap, or in a file of variable rate, the grid starts anew at this frame.
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
	if (lastDts_)
		packet.dts = std::max(packet.dts, *lastDts_ + 1);
	packet.pts = std::max(packet.pts, packet.dts);
	lastDts_ = packet.dts;
}

} // namespace DirectPost::Media
