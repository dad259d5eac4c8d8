#include <media/Preview.hpp>
#include "OpenFile.hpp"
#include "Resampler.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace DirectPost::Media {

namespace {

constexpr int64_t kLongestPart_us = 2'000'000;
constexpr int64_t kHeard_us = 200'000;      // of a longer part
constexpr int64_t kSoundAhead_us = 200'000; // sound may lie this much before the picture of its time
constexpr float kSilent = 0.001F;           // -60 dB
constexpr float kFull = 0.999F;
constexpr size_t kClippedShare = 100; // one part of so many; a single bang is none

// One track's samples, as numbers from -1 to 1.
class Loudness {
public:
	Loudness(OpenFile file, AVStream *stream, const std::filesystem::path &named, const std::stop_token &stop)
		: file_(std::move(file)), stream_(stream), named_(named), stop_(stop)
	{
	}

	Expected<void> open();
	void seek(int64_t time_us);
	// The loudest samples up to `to_us` go into `peaks`, one each `part_us` from `from_us` on.
	Expected<void> hear(int64_t from_us, int64_t to_us, int64_t part_us, std::span<float> peaks);

private:
	void take(const AVFrame &heard, int64_t from_us, int64_t part_us, std::span<float> peaks) const;

	OpenFile file_;
	AVStream *stream_;
	const std::filesystem::path &named_;
	const std::stop_token &stop_;
	Av::Decoder decoder_;
	std::optional<Resampler> toFloats_;
	Av::Packet packet_{av_packet_alloc()};
	Av::Frame frame_{av_frame_alloc()};
};

Expected<void> Loudness::open()
{
	decoder_ = decoderOf(*stream_, 1);
	if (!decoder_ || !packet_ || !frame_ || decoder_->sample_fmt == AV_SAMPLE_FMT_NONE)
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "sound_unreadable", named_, "its sound cannot be decoded"));
	file_.readOnly({stream_});
	toFloats_.emplace(*decoder_, AV_SAMPLE_FMT_FLTP);
	return {};
}

void Loudness::seek(int64_t time_us)
{
	// By the picture: recorders write no index for their sound, and without one a file is read from its beginning.
	file_.readOnly({file_.video});
	file_.seekToKeyFrame(std::max<int64_t>(0, time_us - kSoundAhead_us));
	file_.readOnly({stream_});
	avcodec_flush_buffers(decoder_.get());
}

Expected<void> Loudness::hear(int64_t from_us, int64_t to_us, int64_t part_us, std::span<float> peaks)
{
	const auto takeIt = [&](const AVFrame &heard) {
		take(heard, from_us, part_us, peaks);
		return 0;
	};
	while (true) {
		const int result = Av::readPacket(*file_.input, *packet_);
		if (result == AVERROR_EOF)
			return {};
		if (result < 0 || stop_.stop_requested())
			return std::unexpected(readingFailed(result, named_, stop_));
		const bool isSound = packet_->stream_index == stream_->index;
		const bool isBehind =
			isSound && packet_->pts != AV_NOPTS_VALUE && file_.time_us(packet_->pts, *stream_) >= to_us;
		if (isSound && !isBehind)
			avcodec_send_packet(decoder_.get(), packet_.get());
		av_packet_unref(packet_.get());
		if (isBehind)
			return {};
		while (avcodec_receive_frame(decoder_.get(), frame_.get()) >= 0) {
			frame_->pts = file_.time_us(frame_->best_effort_timestamp, *stream_);
			const int converted = toFloats_->convert(*frame_, takeIt);
			av_frame_unref(frame_.get());
			if (converted < 0)
				return {};
		}
	}
}

void Loudness::take(const AVFrame &heard, int64_t from_us, int64_t part_us, std::span<float> peaks) const
{
	for (int i = 0; i < heard.nb_samples; i++) {
		const int64_t time_us = heard.pts + av_rescale(i, AV_TIME_BASE, heard.sample_rate) - from_us;
		const auto place = static_cast<size_t>(std::max<int64_t>(0, time_us) / part_us);
		if (time_us < 0 || place >= peaks.size())
			continue;
		for (int channel = 0; channel < heard.ch_layout.nb_channels; channel++) {
			const auto *samples = reinterpret_cast<const float *>(heard.extended_data[channel]);
			peaks[place] = std::max(peaks[place], std::min(1.0F, std::abs(samples[i])));
		}
	}
}

} // namespace

TrackSound judgeSound(std::span<const float> waveform)
{
	if (std::ranges::all_of(waveform, [](float peak) { return peak < kSilent; }))
		return TrackSound::Silent;
	const auto full =
		static_cast<size_t>(std::ranges::count_if(waveform, [](float peak) { return peak >= kFull; }));
	return full > 1 && full * kClippedShare >= waveform.size() ? TrackSound::Clipped : TrackSound::Audible;
}

Expected<std::vector<float>> waveform(const std::filesystem::path &file, int track, int64_t from_ms, int64_t to_ms,
				      int count, const std::stop_token &stop)
{
	auto opened = openFile(file, stop);
	if (!opened)
		return std::unexpected(std::move(opened.error()));
	if (track < 1 || static_cast<size_t>(track) > opened->soundTracks.size())
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "sound_unreadable", file, "no such track"));
	AVStream *stream = opened->soundTracks[static_cast<size_t>(track - 1)];
	Loudness loudness(std::move(*opened), stream, file, stop);
	if (auto open = loudness.open(); !open)
		return std::unexpected(std::move(open.error()));

	std::vector<float> peaks(static_cast<size_t>(std::max(1, count)));
	const int64_t from_us = from_ms * 1000;
	const int64_t part_us = std::max<int64_t>(1, (to_ms - from_ms) * 1000 / static_cast<int64_t>(peaks.size()));
	if (part_us <= kLongestPart_us) {
		loudness.seek(from_us);
		const auto heard = loudness.hear(from_us, to_ms * 1000, part_us, peaks);
		return heard ? Expected<std::vector<float>>(std::move(peaks)) : std::unexpected(heard.error());
	}
	for (size_t i = 0; i < peaks.size(); i++) {
		const int64_t begin_us = from_us + static_cast<int64_t>(i) * part_us;
		loudness.seek(begin_us);
		const auto heard =
			loudness.hear(begin_us, begin_us + kHeard_us, part_us, std::span(peaks).subspan(i, 1));
		if (!heard)
			return std::unexpected(heard.error());
	}
	return peaks;
}

} // namespace DirectPost::Media
