#include "OpenFile.hpp"
#include "Measure.hpp"
#include "StreamTimes.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace DirectPost::Media {

namespace {

constexpr AVRational kUsualRate = {30, 1};
constexpr int64_t kBeforeAll_us = 10'000'000;
constexpr int64_t kFirstStepBack_us = 2'000'000;

// Of the first key frame from where the file stands; nothing where it has none.
std::optional<int64_t> nextKeyFrame_us(const OpenFile &file)
{
	const Av::Packet packet(av_packet_alloc());
	std::optional<int64_t> found;
	while (packet && !found && av_read_frame(file.input.get(), packet.get()) >= 0) {
		if (packet->stream_index == file.video->index && (packet->flags & AV_PKT_FLAG_KEY) &&
		    packet->pts != AV_NOPTS_VALUE)
			found = file.time_us(packet->pts, *file.video);
		av_packet_unref(packet.get());
	}
	return found;
}

} // namespace

// Formats without an index, like MPEG-TS, only find a time, which may lie between two key frames.
void OpenFile::seekToKeyFrame(int64_t time_us) const
{
	const int64_t rounding_us = av_rescale_q(1, video->time_base, kMicrosecond);
	for (int64_t back_us = 0;; back_us = back_us * 2 + kFirstStepBack_us) {
		const int64_t from_us = std::max<int64_t>(0, time_us - back_us);
		seek(from_us, *video);
		const auto found_us = nextKeyFrame_us(*this);
		const bool isGood = found_us && *found_us <= time_us + rounding_us;
		if (!isGood && from_us > 0)
			continue;
		return seek(from_us, *video);
	}
}

void OpenFile::seek(int64_t time_us, const AVStream &stream) const
{
	input->pb->error = 0; // a stop request that ended an earlier call
	input->pb->eof_reached = 0;
	// A picture is decoded before it is shown, and some formats seek by that: the first one lies before 0.
	const int64_t wanted_us = time_us > 0 ? time_us : -kBeforeAll_us;
	const int64_t time = av_rescale_q(wanted_us + origin_us, kMicrosecond, stream.time_base);
	// Where a file cannot seek, or has nothing before this time, it is read from its beginning.
	if (avformat_seek_file(input.get(), stream.index, INT64_MIN, time, time, 0) < 0)
		av_seek_frame(input.get(), stream.index, 0, AVSEEK_FLAG_BACKWARD | AVSEEK_FLAG_BYTE);
}

void OpenFile::readOnly(const std::vector<AVStream *> &wanted) const
{
	for (unsigned i = 0; i < input->nb_streams; i++) {
		AVStream *stream = input->streams[i];
		const bool isWanted = std::ranges::find(wanted, stream) != wanted.end();
		stream->discard = isWanted ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
	}
}

Expected<OpenFile> openFile(const std::filesystem::path &file, const std::stop_token &stop)
{
	auto measured = Av::openInput(file, stop);
	if (!measured)
		return std::unexpected(std::move(measured.error()));
	AVStream *video = Av::videoOf(**measured);
	if (!video)
		return std::unexpected(Av::noPicture(file));
	if (video->codecpar->codec_id == AV_CODEC_ID_NONE)
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "not_a_video", file, "an unknown codec"));
	correctContents(**measured, *video);
	correctFrameRate(**measured, *video);
	if (auto good = Av::checkReading(**measured, file, stop); !good)
		return std::unexpected(std::move(good.error()));
	return openAgain(**measured, file, stop);
}

Expected<OpenFile> openAgain(const AVFormatContext &known, const std::filesystem::path &file,
			     const std::stop_token &stop)
{
	auto input = Av::openAgain(known, file, stop);
	if (!input)
		return std::unexpected(std::move(input.error()));
	OpenFile opened;
	opened.input = std::move(*input);
	opened.video = Av::videoOf(*opened.input);
	if (!opened.video)
		return std::unexpected(Av::noPicture(file));
	for (unsigned i = 0; i < opened.input->nb_streams; i++) {
		if (opened.input->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
			opened.soundTracks.push_back(opened.input->streams[i]);
	}
	if (opened.input->start_time != AV_NOPTS_VALUE)
		opened.origin_us = opened.input->start_time;
	return opened;
}

Av::Decoder decoderOf(const AVStream &stream, int threads)
{
	const AVCodec *codec = avcodec_find_decoder(stream.codecpar->codec_id);
	Av::Decoder decoder(codec ? avcodec_alloc_context3(codec) : nullptr);
	if (!decoder || avcodec_parameters_to_context(decoder.get(), stream.codecpar) < 0)
		return nullptr;
	decoder->pkt_timebase = stream.time_base;
	decoder->thread_count = threads;
	if (avcodec_open2(decoder.get(), codec, nullptr) < 0)
		return nullptr;
	return decoder;
}

AVRational rateOf(const AVStream &video)
{
	if (const auto duration = nominalFrameDuration(video))
		return av_inv_q(*duration);
	const AVRational rate = video.avg_frame_rate.num > 0 ? video.avg_frame_rate : video.r_frame_rate;
	return rate.num > 0 && rate.den > 0 ? rate : kUsualRate;
}

int64_t pictureDuration_us(const AVStream &video)
{
	return av_rescale_q(1, av_inv_q(rateOf(video)), kMicrosecond);
}

Error outOfMemory(const std::filesystem::path &file)
{
	return fileError(ErrorKind::Internal, "media_internal", file, "no memory");
}

Error readingFailed(int error, const std::filesystem::path &file, const std::stop_token &stop)
{
	return Av::readingFailed(error, file, "video_unreadable", stop);
}

} // namespace DirectPost::Media
