#include "FilterGraph.hpp"
#include "Resampler.hpp"
#include "Sound.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <format>
#include <optional>

namespace DirectPost::Media {

namespace {

constexpr int kMixRate_hz = 48'000;
constexpr int kCompactDiscRate_hz = 44'100;
constexpr int kMixChannels = 2;
constexpr int64_t kPreroll_us = 500'000; // decoders of sound need some of what came before
constexpr const char *kLoudness = "loudnorm=I=-14:TP=-1.5:LRA=11";

class MixedSound : public PacketSource {
public:
	MixedSound(const Inspected &source, const KeptPart &part, const std::stop_token &stop)
		: source_(source), facts_(source.facts), part_(part), stop_(stop)
	{
	}

	Expected<void> open(const SoundMix &mix, int64_t rate_bps);
	Expected<void> describe(AVStream &track) override;
	Expected<bool> next(AVPacket &packet) override;
	AVRational timeBase() const override { return {1, kMixRate_hz}; }

private:
	struct Input {
		AVStream *stream = nullptr;
		Av::Decoder decoder;
		Resampler toFilters; // which take one kind of sound alone
	};

	Expected<void> openInputs(const std::vector<TrackLevel> &tracks);
	Expected<void> openEncoder(int64_t rate_bps);
	Expected<void> feedEncoder();
	Expected<void> feedGraph();
	int decode(size_t input, const AVPacket *packet);
	std::unexpected<Error> failed(const char *code, const std::string &detail) const;

	const Inspected &source_;
	const MediaFacts &facts_;
	const KeptPart &part_;
	const std::stop_token &stop_;
	OpenFile file_;
	std::vector<Input> inputs_;
	std::optional<FilterGraph> graph_;
	Av::Decoder encoder_;
	Av::Packet packet_;
	Av::Frame frame_;
	int64_t taken_ = 0; // samples
	bool isAtEnd_ = false;
};

Expected<void> MixedSound::open(const SoundMix &mix, int64_t rate_bps)
{
	packet_.reset(av_packet_alloc());
	frame_.reset(av_frame_alloc());
	if (!packet_ || !frame_)
		return std::unexpected(outOfMemory(facts_.file));
	const std::vector<TrackLevel> tracks = heardTracks(facts_, mix);
	if (auto opened = openInputs(tracks); !opened)
		return opened;
	std::vector<std::string> sources;
	for (size_t i = 0; i < inputs_.size(); i++)
		sources.push_back(soundSource(*inputs_[i].decoder, i));
	auto graph = FilterGraph::make(mixing(sources, tracks, mix.isLoudnessNormalised, part_.duration_us));
	if (!graph)
		return std::unexpected(std::move(graph.error()));
	graph_ = std::move(*graph);
	return openEncoder(rate_bps);
}

Expected<void> MixedSound::openInputs(const std::vector<TrackLevel> &tracks)
{
	auto file = openAgain(*source_.file.input, facts_.file, stop_);
	if (!file)
		return std::unexpected(std::move(file.error()));
	file_ = std::move(*file);
	std::vector<AVStream *> wanted;
	for (const TrackLevel &track : tracks) {
		AVStream *stream = file_.soundTracks.at(static_cast<size_t>(track.track - 1));
		auto decoder = decoderOf(*stream, 1);
		if (!decoder)
			return failed("sound_unreadable",
				      std::string("no decoder for ") + avcodec_get_name(stream->codecpar->codec_id));
		if (decoder->sample_fmt == AV_SAMPLE_FMT_NONE)
			decoder->sample_fmt = static_cast<AVSampleFormat>(stream->codecpar->format);
		if (decoder->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
			av_channel_layout_default(&decoder->ch_layout, std::max(1, decoder->ch_layout.nb_channels));
		wanted.push_back(stream);
		Resampler toFilters(*decoder);
		inputs_.push_back({stream, std::move(decoder), std::move(toFilters)});
	}
	file_.seekToKeyFrame(std::max<int64_t>(0, part_.start_us - kPreroll_us));
	file_.readOnly(wanted);
	return {};
}

Expected<void> MixedSound::openEncoder(int64_t rate_bps)
{
	const AVCodec *codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
	encoder_.reset(codec ? avcodec_alloc_context3(codec) : nullptr);
	if (!encoder_)
		return failed("encoder_missing", "no AAC encoder");
	encoder_->sample_fmt = AV_SAMPLE_FMT_FLTP;
	encoder_->sample_rate = kMixRate_hz;
	encoder_->bit_rate = rate_bps;
	encoder_->time_base = timeBase();
	encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
	av_channel_layout_default(&encoder_->ch_layout, kMixChannels);
	const int result = avcodec_open2(encoder_.get(), codec, nullptr);
	return result < 0 ? failed("encoder_missing", "AAC: " + Av::text(result)) : Expected<void>();
}

Expected<void> MixedSound::describe(AVStream &track)
{
	if (avcodec_parameters_from_context(track.codecpar, encoder_.get()) < 0)
		return std::unexpected(outOfMemory(facts_.file));
	return {};
}

Expected<bool> MixedSound::next(AVPacket &packet)
{
	while (true) {
		const int result = avcodec_receive_packet(encoder_.get(), &packet);
		if (result == AVERROR_EOF)
			return false;
		if (result == 0)
			return true;
		if (result != AVERROR(EAGAIN))
			return failed("encode_failed", "sound: " + Av::text(result));
		if (auto fed = feedEncoder(); !fed)
			return std::unexpected(std::move(fed.error()));
	}
}

Expected<void> MixedSound::feedEncoder()
{
	while (true) {
		int result = graph_->pull(*frame_);
		if (result == AVERROR(EAGAIN)) {
			if (auto fed = feedGraph(); !fed)
				return fed;
			continue;
		}
		if (result < 0 && result != AVERROR_EOF)
			return failed("encode_failed", "sound filters: " + Av::text(result));
		const bool isFrame = result >= 0;
		if (isFrame) {
			frame_->pts = taken_;
			taken_ += frame_->nb_samples;
		}
		result = avcodec_send_frame(encoder_.get(), isFrame ? frame_.get() : nullptr);
		av_frame_unref(frame_.get());
		return result < 0 ? failed("encode_failed", "sound: " + Av::text(result)) : Expected<void>();
	}
}

// One packet, or the end of all tracks.
Expected<void> MixedSound::feedGraph()
{
	if (isAtEnd_)
		return failed("encode_failed", "the sound filters want more than there is");
	const int result = Av::readPacket(*file_.input, *packet_);
	if ((result < 0 && result != AVERROR_EOF) || stop_.stop_requested())
		return std::unexpected(readingFailed(result, facts_.file, stop_));
	isAtEnd_ = result == AVERROR_EOF;
	for (size_t i = 0; i < inputs_.size(); i++) {
		if (!isAtEnd_ && inputs_[i].stream->index != packet_->stream_index)
			continue;
		if (const int decoded = decode(i, isAtEnd_ ? nullptr : packet_.get()); decoded < 0)
			return failed("encode_failed", "sound filters: " + Av::text(decoded));
	}
	av_packet_unref(packet_.get());
	return {};
}

// What cannot be decoded is left out; the filters fill it with silence.
int MixedSound::decode(size_t input, const AVPacket *packet)
{
	Input &from = inputs_[input];
	const auto push = [&](AVFrame &frame) {
		return graph_->push(input, &frame);
	};
	int result = 0;
	avcodec_send_packet(from.decoder.get(), packet);
	while (result >= 0 && avcodec_receive_frame(from.decoder.get(), frame_.get()) >= 0) {
		const int64_t time = frame_->best_effort_timestamp;
		if (time != AV_NOPTS_VALUE) {
			frame_->pts = file_.time_us(time, *from.stream) - part_.start_us;
			result = from.toFilters.convert(*frame_, push);
		}
		av_frame_unref(frame_.get());
	}
	if (result >= 0 && !packet)
		result = from.toFilters.drain(push);
	if (result == AVERROR_EOF)
		result = 0; // the filters have all they want of this track
	if (result >= 0 && !packet)
		result = graph_->push(input, nullptr);
	return result == AVERROR_EOF ? 0 : result;
}

std::unexpected<Error> MixedSound::failed(const char *code, const std::string &detail) const
{
	return std::unexpected(fileError(ErrorKind::ClipUnfit, code, facts_.file, detail));
}

} // namespace

std::vector<TrackLevel> heardTracks(const MediaFacts &facts, const SoundMix &mix)
{
	std::vector<TrackLevel> tracks;
	if (!mix.tracks && facts.postedTrack > 0)
		tracks.push_back({facts.postedTrack, 0});
	for (const TrackLevel &track : mix.tracks.value_or(std::vector<TrackLevel>())) {
		const auto known = std::ranges::find(facts.soundTracks, track.track, &SoundTrack::number);
		if (known != facts.soundTracks.end() && known->hasSound)
			tracks.push_back(track);
	}
	return tracks;
}

bool isSoundCopied(const MediaFacts &facts, const SoundMix &mix)
{
	const std::vector<TrackLevel> tracks = heardTracks(facts, mix);
	if (tracks.size() != 1 || tracks.front().level_dB != 0 || mix.isLoudnessNormalised)
		return false;
	const SoundTrack &track = facts.soundTracks.at(static_cast<size_t>(tracks.front().track - 1));
	return track.codec == "aac" && track.channels >= 1 && track.channels <= kMixChannels &&
	       (track.rate_hz == kMixRate_hz || track.rate_hz == kCompactDiscRate_hz);
}

std::string mixing(const std::vector<std::string> &sources, const std::vector<TrackLevel> &tracks,
		   bool isLoudnessNormalised, int64_t duration_us)
{
	std::string text;
	std::string labels;
	for (size_t i = 0; i < sources.size(); i++) {
		text += std::format(
			"{},aresample={}:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo,"
			"volume={:.2f}dB[track{}];",
			sources[i], kMixRate_hz, tracks[i].level_dB, i);
		labels += std::format("[track{}]", i);
	}
	text += labels;
	text += sources.size() > 1 ? std::format("amix=inputs={}:duration=longest:normalize=0,", sources.size())
				   : std::string("anull,");
	if (isLoudnessNormalised)
		text += std::format("{},aresample={},", kLoudness, kMixRate_hz);
	text += std::format("atrim=end_sample={},aformat=sample_fmts=fltp:sample_rates={}:channel_layouts=stereo,"
			    "asetnsamples=n=1024:p=0,abuffersink@out",
			    av_rescale(duration_us, kMixRate_hz, AV_TIME_BASE), kMixRate_hz);
	return text;
}

Expected<std::unique_ptr<PacketSource>> mixedSound(const Inspected &source, const SoundMix &mix, const KeptPart &part,
						   int64_t rate_bps, const std::stop_token &stop)
{
	auto sound = std::make_unique<MixedSound>(source, part, stop);
	if (auto opened = sound->open(mix, rate_bps); !opened)
		return std::unexpected(std::move(opened.error()));
	return sound;
}

} // namespace DirectPost::Media
