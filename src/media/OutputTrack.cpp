#include "OutputTrack.hpp"

#include <media/Checks.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace DirectPost::Media {

namespace {

constexpr size_t kMostUnseen = 2000;
constexpr AVRational kTrackMicroseconds = {1, AV_TIME_BASE};

bool becomesAac(const AVCodecParameters &sound)
{
	ClipInfo clip;
	clip.audioTracks = 1;
	clip.audioCodec = avcodec_get_name(sound.codec_id);
	return isSoundConverted(clip);
}

} // namespace

int OutputTrack::open(Sound sound)
{
	output_ = avformat_new_stream(&file_, nullptr);
	if (!output_)
		return AVERROR(ENOMEM);
	if (const int result = avcodec_parameters_copy(output_->codecpar, source_.codecpar); result < 0)
		return result;
	source_.discard = AVDISCARD_DEFAULT;
	const bool isWebM = std::string_view(file_.oformat->name) == "webm";
	const bool isCopied = sound == Sound::CopiedWhereItFits && !becomesAac(*source_.codecpar);
	if (!isSound() || isWebM || isCopied) {
		describe();
		return 0;
	}
	encoder_ = SoundEncoder::open(source_, *output_);
	return encoder_ ? 0 : AVERROR_DECODER_NOT_FOUND;
}

void OutputTrack::describe()
{
	AVCodecParameters &codec = *output_->codecpar;
	// Tags belong to the old container; Apple's players want hvc1 for H.265.
	codec.codec_tag = codec.codec_id == AV_CODEC_ID_HEVC ? MKTAG('h', 'v', 'c', '1') : 0;
	// Where container and codec differ, players believe the container; the muxer takes no two opinions.
	if (source_.sample_aspect_ratio.num > 0)
		codec.sample_aspect_ratio = source_.sample_aspect_ratio;
	output_->sample_aspect_ratio = codec.sample_aspect_ratio;
	output_->avg_frame_rate = source_.avg_frame_rate;
	output_->time_base = source_.time_base;
	if (!isSound())
		output_->time_base = nominalFrameDuration(source_).value_or(source_.time_base);
}

void OutputTrack::startAt(int64_t start_us)
{
	start_us_ = start_us;
	if (encoder_)
		encoder_->startAt(start_us);
	else
		times_.emplace(source_, *output_, start_us);
}

// The last packet before the start is kept: what follows is decoded with its help, and it is not heard itself.
bool OutputTrack::isBeforeStart(const AVPacket &packet) const
{
	const int64_t time = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
	return time != AV_NOPTS_VALUE && av_compare_ts(time + 2 * Av::soundDuration(packet, source_), source_.time_base,
						       start_us_, kTrackMicroseconds) <= 0;
}

int OutputTrack::copy(AVPacket &packet)
{
	if (isSound() && isBeforeStart(packet)) {
		av_packet_unref(&packet);
		return 0;
	}
	// An edit list hides what was trimmed away. What is hidden at the end goes; anywhere else it may be referred
	// to.
	if ((packet.flags & AV_PKT_FLAG_DISCARD) && unseen_.size() < kMostUnseen) {
		unseen_.emplace_back(av_packet_alloc());
		if (!unseen_.back())
			return AVERROR(ENOMEM);
		av_packet_move_ref(unseen_.back().get(), &packet);
		return 0;
	}
	int result = 0;
	for (const auto &unseen : std::exchange(unseen_, {}))
		result = result < 0 ? result : write(*unseen);
	return result < 0 ? result : write(packet);
}

int OutputTrack::write(AVPacket &packet)
{
	if (encoder_) {
		const int result = encoder_->encode(&packet, [this](AVPacket &encoded) { return mux(encoded); });
		av_packet_unref(&packet);
		return result;
	}
	if (isSound() && !kind_.isStillOf(packet))
		return AVERROR_INPUT_CHANGED;
	if (times_->isTaken(packet)) {
		av_packet_unref(&packet);
		return 0;
	}
	times_->apply(packet);
	packet.stream_index = output_->index;
	return mux(packet);
}

int OutputTrack::mux(AVPacket &packet)
{
	packets_++;
	return av_interleaved_write_frame(&file_, &packet);
}

int OutputTrack::finish()
{
	return encoder_ ? encoder_->encode(nullptr, [this](AVPacket &encoded) { return mux(encoded); }) : 0;
}

} // namespace DirectPost::Media
