#include "Resampler.hpp"

namespace DirectPost::Media {

namespace {

// Some decoders only say how many channels there are.
AVChannelLayout layoutOf(const AVChannelLayout &said)
{
	AVChannelLayout layout = {};
	if (said.order == AV_CHANNEL_ORDER_UNSPEC)
		av_channel_layout_default(&layout, said.nb_channels);
	else
		av_channel_layout_copy(&layout, &said);
	return layout;
}

bool isSameLayout(const AVChannelLayout &one, const AVChannelLayout &other)
{
	AVChannelLayout first = layoutOf(one);
	AVChannelLayout second = layoutOf(other);
	const bool isSame = av_channel_layout_compare(&first, &second) == 0;
	av_channel_layout_uninit(&first);
	av_channel_layout_uninit(&second);
	return isSame;
}

bool isSameKind(const AVFrame &one, const AVFrame &other)
{
	return one.format == other.format && one.sample_rate == other.sample_rate &&
	       isSameLayout(one.ch_layout, other.ch_layout);
}

} // namespace

Resampler::Resampler(const AVCodecContext &target, AVSampleFormat format) : target_(av_frame_alloc())
{
	if (!target_)
		return;
	target_->format = format;
	target_->sample_rate = target.sample_rate;
	target_->ch_layout = layoutOf(target.ch_layout);
}

int Resampler::convert(AVFrame &frame, const Take &take)
{
	if (!target_)
		return AVERROR(ENOMEM);
	int result = context_ && isSameKind(frame, *source_) ? 0 : drain(take);
	if (result >= 0 && isSameKind(frame, *target_))
		return take(frame);
	if (result >= 0 && !context_)
		result = open(frame);
	return result < 0 ? result : run(&frame, take);
}

int Resampler::drain(const Take &take)
{
	const int result = context_ ? run(nullptr, take) : 0;
	context_.reset();
	return result;
}

int Resampler::open(const AVFrame &frame)
{
	source_.reset(av_frame_alloc());
	if (!source_)
		return AVERROR(ENOMEM);
	source_->format = frame.format;
	source_->sample_rate = frame.sample_rate;
	source_->ch_layout = layoutOf(frame.ch_layout);
	SwrContext *context = nullptr;
	const int result = swr_alloc_set_opts2(
		&context, &target_->ch_layout, static_cast<AVSampleFormat>(target_->format), target_->sample_rate,
		&source_->ch_layout, static_cast<AVSampleFormat>(source_->format), source_->sample_rate, 0, nullptr);
	context_.reset(context);
	return result < 0 ? result : swr_init(context_.get());
}

// Null: what the context still holds.
int Resampler::run(const AVFrame *frame, const Take &take)
{
	const int samples = frame ? frame->nb_samples : 0;
	const int64_t begin_us = frame && frame->pts != AV_NOPTS_VALUE ? frame->pts : next_us_;
	const int64_t held_us = swr_get_delay(context_.get(), AV_TIME_BASE);
	next_us_ = begin_us + av_rescale(samples, AV_TIME_BASE, source_->sample_rate);
	const int most = swr_get_out_samples(context_.get(), samples);
	if (most <= 0)
		return most;
	const Av::Frame made = newFrame(most);
	if (!made)
		return AVERROR(ENOMEM);
	const int count = swr_convert(context_.get(), made->extended_data, most,
				      frame ? const_cast<const uint8_t **>(frame->extended_data) : nullptr, samples);
	if (count <= 0)
		return count;
	made->nb_samples = count;
	made->pts = begin_us - held_us;
	return take(*made);
}

Av::Frame Resampler::newFrame(int samples) const
{
	Av::Frame frame(av_frame_alloc());
	if (!frame || !target_)
		return nullptr;
	frame->format = target_->format;
	frame->sample_rate = target_->sample_rate;
	frame->nb_samples = samples;
	if (av_channel_layout_copy(&frame->ch_layout, &target_->ch_layout) < 0 ||
	    av_frame_get_buffer(frame.get(), 0) < 0)
		return nullptr;
	return frame;
}

} // namespace DirectPost::Media
