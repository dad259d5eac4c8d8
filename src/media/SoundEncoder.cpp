#include "SoundEncoder.hpp"

#include <algorithm>

namespace DirectPost::Media {

namespace {

constexpr int kRate_hz = 48'000;
constexpr int kCdRate_hz = 44'100;
constexpr int64_t kBitRatePerChannel_bps = 96'000;
constexpr int kGapsPerSecond = 10; // a gap is heard as one from a tenth of a second on
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
	resampler_.emplace(*encoder_);
	output_.time_base = encoder_->time_base;
	return fifo_ && avcodec_parameters_from_context(output_.codecpar, encoder_.get()) >= 0;
}

int SoundEncoder::encode(const AVPacket *packet, const Take &take)
{
	if (avcodec_send_packet(decoder_.get(), packet) == AVERROR(ENOMEM))
		return AVERROR(ENOMEM);
	while (avcodec_receive_frame(decoder_.get(), decoded_.get()) >= 0) {
		if (const int result = queue(*decoded_, take); result < 0)
			return result;
		if (const int result = drain(false, take); result < 0)
			return result;
	}
	if (packet)
		return 0;
	if (const int result = resampler_->drain([this](AVFrame &made) { return keep(made); }); result < 0)
		return result;
	return drain(true, take);
}

int SoundEncoder::queue(AVFrame &frame, const Take &take)
{
	const auto keepIt = [this](AVFrame &made) {
		return keep(made);
	};
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
		if (gap > rate_hz / kGapsPerSecond) {
			int result = resampler_->drain(keepIt); // it belongs before the gap
			result = result < 0 ? result : queueSilence(time - *queued_, take);
			if (result < 0)
				return result;
		}
	}
	if (!queued_)
		queued_ = 0;
	return resampler_->convert(frame, keepIt);
}

// A second at a time: a track may be silent for hours.
int SoundEncoder::queueSilence(int64_t samples, const Take &take)
{
	while (samples > 0) {
		const int count = static_cast<int>(std::min<int64_t>(samples, encoder_->sample_rate));
		const Av::Frame silence = resampler_->newFrame(count);
		if (!silence || av_samples_set_silence(silence->extended_data, 0, count,
						       encoder_->ch_layout.nb_channels, encoder_->sample_fmt) < 0)
			return AVERROR(ENOMEM);
		int result = keep(*silence);
		result = result < 0 ? result : drain(false, take);
		if (result < 0)
			return result;
		samples -= count;
	}
	return 0;
}

int SoundEncoder::keep(const AVFrame &made)
{
	const int count =
		av_audio_fifo_write(fifo_.get(), reinterpret_cast<void **>(made.extended_data), made.nb_samples);
	if (count < 0)
		return count;
	*queued_ += count;
	return 0;
}

int SoundEncoder::drain(bool isAtEnd, const Take &take)
{
	while (av_audio_fifo_size(fifo_.get()) >= (isAtEnd ? 1 : encoder_->frame_size)) {
		const int count = std::min(av_audio_fifo_size(fifo_.get()), encoder_->frame_size);
		const Av::Frame frame = resampler_->newFrame(count);
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

} // namespace DirectPost::Media
