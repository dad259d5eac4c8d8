#include "Sound.hpp"
#include "StreamTimes.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <optional>

namespace DirectPost::Media {

namespace {

constexpr int64_t kInterleaved_us = 500'000; // sound may lie this much behind the picture of its time
constexpr int64_t kMorePackets = 100;        // than the clip's duration gives
constexpr int64_t kUsualFrame_us = 21'333;   // of AAC at 48 kHz

class CopiedSound : public PacketSource {
public:
	CopiedSound(const Inspected &source, const KeptPart &part, const std::stop_token &stop)
		: source_(source), part_(part), stop_(stop)
	{
	}

	Expected<void> open(int track);
	Expected<void> describe(AVStream &track) override;
	Expected<bool> next(AVPacket &packet) override;
	AVRational timeBase() const override { return {1, stream_->codecpar->sample_rate}; }
	int64_t mostPackets() const override;

private:
	int64_t halfFrame_us() const;

	const Inspected &source_;
	const KeptPart &part_;
	const std::stop_token &stop_;
	OpenFile file_;
	AVStream *stream_ = nullptr;
	const AVStream *track_ = nullptr;
	std::optional<StreamTimes> times_;
};

Expected<void> CopiedSound::open(int track)
{
	auto file = openAgain(*source_.file.input, source_.facts.file, stop_);
	if (!file)
		return std::unexpected(std::move(file.error()));
	file_ = std::move(*file);
	stream_ = file_.soundTracks.at(static_cast<size_t>(track - 1));
	file_.seekToKeyFrame(std::max<int64_t>(0, part_.start_us - kInterleaved_us));
	file_.readOnly({stream_});
	return {};
}

Expected<void> CopiedSound::describe(AVStream &track)
{
	if (avcodec_parameters_copy(track.codecpar, stream_->codecpar) < 0)
		return std::unexpected(outOfMemory(source_.facts.file));
	track.codecpar->codec_tag = 0;
	track_ = &track;
	return {};
}

Expected<bool> CopiedSound::next(AVPacket &packet)
{
	// The muxer has said its time base by now.
	if (!times_)
		times_.emplace(*stream_, *track_, file_.origin_us + part_.start_us);
	while (true) {
		const int result = Av::readPacket(*file_.input, packet);
		if (result == AVERROR_EOF)
			return false;
		if (result < 0 || stop_.stop_requested())
			return std::unexpected(readingFailed(result, source_.facts.file, stop_));
		const bool isSound = packet.stream_index == stream_->index && packet.pts != AV_NOPTS_VALUE;
		const int64_t time_us = isSound ? file_.time_us(packet.pts, *stream_) : 0;
		const bool isHeard =
			isSound && !(packet.flags & AV_PKT_FLAG_DISCARD) && time_us >= part_.start_us - halfFrame_us();
		if (isHeard && !part_.isToEnd && time_us >= part_.end_us() - halfFrame_us()) {
			av_packet_unref(&packet);
			return false;
		}
		if (isHeard)
			break;
		av_packet_unref(&packet);
	}
	times_->apply(packet);
	return true;
}

int64_t CopiedSound::mostPackets() const
{
	return part_.duration_us / (2 * halfFrame_us()) + kMorePackets;
}

int64_t CopiedSound::halfFrame_us() const
{
	const AVCodecParameters &sound = *stream_->codecpar;
	return (sound.frame_size > 0 ? av_rescale(sound.frame_size, AV_TIME_BASE, sound.sample_rate) : kUsualFrame_us) /
	       2;
}

} // namespace

Expected<std::unique_ptr<PacketSource>> copiedSound(const Inspected &source, int track, const KeptPart &part,
						    const std::stop_token &stop)
{
	auto sound = std::make_unique<CopiedSound>(source, part, stop);
	if (auto opened = sound->open(track); !opened)
		return std::unexpected(std::move(opened.error()));
	return sound;
}

} // namespace DirectPost::Media
