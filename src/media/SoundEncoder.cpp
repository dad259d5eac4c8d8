#include "SoundEncoder.hpp"

#include <algorithm>

namespace DirectPost::Media {

namespace {

constexpr int kRate_hz = 48'000;
constexpr int kCdRate_hz = 44'100;
constexpr int64_t kBitRatePerChannel_bps = 96'000;
constexpr int kGapsPerSecond = 10; // a gap is heard as one from a tenth of a second on
constexpr int64_t kLongestGap_s = 600;
constexpr AVRational kSoundMicroseconds = {1, AV_TIME_BASE};

} // namespace

std::unique_ptr<SoundEncoder> SoundEncoder::open(const AVStream &source, AVStream &output)
{
	std::unique_ptr<SoundEncoder> encoder(new SoundEncoder(source, output));
	encoder->decoded_.reset(av_frame_alloc());
	encoder->encoded_.reset(av_packet_alloc());
	if (!encoder->decoded_ || !encoder->encoded_ || !encoder->openDecoder() || !encoder->openEncoder())
		return nullptr;
	return encoder;
}

bool SoundEncoder::openDecoder()
{
	const AVCodec *codec = avcodec_find_decoder(source_.codecpar->codec_id);
	decoder_.reset(codec ? avcodec_alloc_context3(codec) : nullptr);
	if (!decoder_ || avcodec_parameters_to_context(decoder_.get(), source_.codecpar) < 0)
		return false;
	decoder_->pkt_timebase = source_.time_base;
	return avcodec_open2(decoder_.get(), codec, nullptr) >= 0;
}

bool SoundEncoder::openEncoder()
{
	const AVCodec *codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
	encoder_.reset(codec ? avcodec_alloc_context3(codec) : nullptr);
	if (!encoder_)
		return false;
	const int rate_hz = source_.codecpar->sample_rate;
	const int channels = source_.codecpar->ch_layout.nb_channels == 1 ? 1 : 2;
	encoder_->sample_fmt = AV_SAMPLE_FMT_FLTP;
	encoder_->sample_rate = rate_hz > 0 && kCdRate_hz % rate_hz == 0 ? kCdRate_hz : kRate_hz;
	encoder_->bit_rate = kBitRatePerChannel_bps * channels;
	encoder_->time_base = {1, encoder_->sample_rate};
	encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
	av_channel_layout_default(&encoder_->ch_layout, channels);
	if (avcodec_open2(encoder_.get(), codec, nullptr) < 0)
		return false;
	fifo_.reset(av_audio_fifo_alloc(encoder_->sample_fmt, channels, encoder_->frame_size));
	output_.time_base = encoder_->time_base;
	return fifo_ && avcodec_parameters_from_context(output_.codecpar, encoder_.get()) >= 0;
}

int SoundEncoder::encode(const AVPacket *packet, const Take &take)
{
	if (avcodec_send_packet(decoder_.get(), packet) == AVERROR(ENOMEM))
		return AVERROR(ENOMEM);
	while (avcodec_receive_frame(decoder_.get(), decoded_.get()) >= 0) {
		if (const int result = queue(*decoded_); result < 0)
			return result;
		if (const int result = drain(false, take); result < 0)
			return result;
	}
	if (packet)
		return 0;
	if (const int result = resampler_ ? resample(nullptr) : 0; result < 0)
		return result;
	return drain(true, take);
}

int SoundEncoder::queue(const AVFrame &frame)
{
	const int rate_hz = encoder_->sample_rate;
	if (frame.best_effort_timestamp != AV_NOPTS_VALUE) {
		const int64_t start = av_rescale_q(start_us_, kSoundMicroseconds, encoder_->time_base);
		const int64_t time =
			av_rescale_q(frame.best_effort_timestamp, source_.time_base, encoder_->time_base) - start;
		if (!queued_)
			queued_ = taken_ = time;
		const int64_t gap = time - *queued_;
		const int64_t length = av_rescale(frame.nb_samples, rate_hz, std::max(1, frame.sample_rate));
		if (gap < -length / 2)
			return 0; // other sound is there already, as where recordings were joined
		if (gap > rate_hz / kGapsPerSecond && gap < kLongestGap_s * rate_hz) {
			if (const int result = queueSilence(gap); result < 0)
				return result;
		}
	}
	if (!queued_)
		queued_ = 0;
	return resample(&frame);
}

int SoundEncoder::queueSilence(int64_t samples)
{
	while (samples > 0) {
		const int count = static_cast<int>(std::min<int64_t>(samples, encoder_->sample_rate));
		const Av::Frame silence = newFrame(count);
		if (!silence || av_samples_set_silence(silence->extended_data, 0, count,
						       encoder_->ch_layout.nb_channels, encoder_->sample_fmt) < 0)
			return AVERROR(ENOMEM);
		if (const int written =
			    av_audio_fifo_write(fifo_.get(), reinterpret_cast<void **>(silence->extended_data), count);
		    written < 0)
			return written;
		*queued_ += count;
		samples -= count;
	}
	return 0;
}

// Null: what the resampler still holds.
int SoundEncoder::resample(const AVFrame *frame)
{
	if (!resampler_) {
		AVChannelLayout layout = {};
		if (frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
			av_channel_layout_default(&layout, frame->ch_layout.nb_channels);
		else if (av_channel_layout_copy(&layout, &frame->ch_layout) < 0)
			return AVERROR(ENOMEM);
		SwrContext *context = nullptr;
		int result = swr_alloc_set_opts2(
			&context, &encoder_->ch_layout, encoder_->sample_fmt, encoder_->sample_rate, &layout,
			static_cast<AVSampleFormat>(frame->format), frame->sample_rate, 0, nullptr);
		av_channel_layout_uninit(&layout);
		resampler_.reset(context);
		result = result < 0 ? result : swr_init(resampler_.get());
		if (result < 0)
			return result;
	}
	const int most = swr_get_out_samples(resampler_.get(), frame ? frame->nb_samples : 0);
	if (most <= 0)
		return most;
	const Av::Frame target = newFrame(most);
	if (!target)
		return AVERROR(ENOMEM);
	const int count = swr_convert(resampler_.get(), target->extended_data, most,
				      frame ? const_cast<const uint8_t **>(frame->extended_data) : nullptr,
				      frame ? frame->nb_samples : 0);
	if (count <= 0)
		return count;
	if (const int written =
		    av_audio_fifo_write(fifo_.get(), reinterpret_cast<void **>(target->extended_data), count);
	    written < 0)
		return written;
	*queued_ += count;
	return 0;
}

int SoundEncoder::drain(bool isAtEnd, const Take &take)
{
	while (av_audio_fifo_size(fifo_.get()) >= (isAtEnd ? 1 : encoder_->frame_size)) {
		const int count = std::min(av_audio_fifo_size(fifo_.get()), encoder_->frame_size);
		const Av::Frame frame = newFrame(count);
		if (!frame ||
		    av_audio_fifo_read(fifo_.get(), reinterpret_cast<void **>(frame->extended_data), count) < count)
			return AVERROR(ENOMEM);
		frame->pts = taken_;
		taken_ += count;
		int result = avcodec_send_frame(encoder_.get(), frame.get());
		result = result < 0 ? result : receive(take);
		if (result < 0)
			return result;
	}
	if (!isAtEnd)
		return 0;
	const int result = avcodec_send_frame(encoder_.get(), nullptr);
	return result < 0 ? result : receive(take);
}

int SoundEncoder::receive(const Take &take)
{
	while (true) {
		int result = avcodec_receive_packet(encoder_.get(), encoded_.get());
		if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
			return 0;
		if (result < 0)
			return result;
		av_packet_rescale_ts(encoded_.get(), encoder_->time_base, output_.time_base);
		encoded_->stream_index = output_.index;
		result = take(*encoded_);
		av_packet_unref(encoded_.get());
		if (result < 0)
			return result;
	}
}

Av::Frame SoundEncoder::newFrame(int samples) const
{
	Av::Frame frame(av_frame_alloc());
	if (!frame)
		return nullptr;
	frame->format = encoder_->sample_fmt;
	frame->sample_rate = encoder_->sample_rate;
	frame->nb_samples = samples;
	if (av_channel_layout_copy(&frame->ch_layout, &encoder_->ch_layout) < 0 ||
	    av_frame_get_buffer(frame.get(), 0) < 0)
		return nullptr;
	return frame;
}

} // namespace DirectPost::Media
