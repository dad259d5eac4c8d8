#include "Av.hpp"
#include "DiskStream.hpp"
#include "JoinedParts.hpp"

#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <format>
#include <string_view>

extern "C" {
#include <libavutil/display.h>
}

namespace DirectPost::Media::Av {

namespace {

constexpr const char *kFormats = "mov,matroska,flv,live_flv,mpegts,mpeg,avi,asf";
constexpr const char *kJoined = "concat:"; // FFmpeg's protocol for several files as one
constexpr const char *kProbe_bytes = "10000000";
constexpr const char *kAnalyze_us = "5000000";

struct FreeOptions {
	void operator()(AVDictionary *options) const { av_dict_free(&options); }
};

Error cannotOpen(int error, const std::filesystem::path &file, const std::string &detail)
{
	switch (error) {
	case AVERROR(ENOENT):
		return fileError(ErrorKind::ClipFile, "file_missing", file, detail);
	case AVERROR(EACCES):
	case AVERROR(EPERM):
	case AVERROR(EIO):
		return fileError(ErrorKind::ClipBusy, "file_unreadable", file, detail);
	case AVERROR_EXIT:
		return fileError(ErrorKind::Cancelled, "cancelled", file, detail);
	default:
		return fileError(ErrorKind::ClipUnfit, "not_a_video", file, detail);
	}
}

Expected<void> checkIsFile(const std::filesystem::path &file)
{
	std::error_code failure;
	const auto status = std::filesystem::status(file, failure);
	if (status.type() == std::filesystem::file_type::not_found)
		return std::unexpected(fileError(ErrorKind::ClipFile, "file_missing", file, "not there"));
	if (!std::filesystem::is_regular_file(status))
		return std::unexpected(fileError(ErrorKind::ClipBusy, "file_unreadable", file,
						 failure ? systemText(failure) : "not a file"));
	if (std::filesystem::file_size(file, failure) == 0)
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "file_empty", file, "no bytes"));
	return {};
}

const char *protocolsFor(const std::string &address)
{
	return address.starts_with(kJoined) ? "file,concat,subfile" : "file";
}

Expected<void> checkIo(const AVIOContext &io, const std::filesystem::path &file, const std::stop_token &stop)
{
	if (io.error >= 0)
		return {};
	return std::unexpected(
		readingFailed(io.error == AVERROR_EXIT ? AVERROR_EXIT : AVERROR(EIO), file, "file_unreadable", stop));
}

// Empty where it is not joined, or FFmpeg's protocols cannot say its name.
Expected<std::string> urlOfJoinedFlv(const std::filesystem::path &file)
{
	DiskStream content(file);
	std::error_code failure;
	const auto size_bytes = static_cast<int64_t>(std::filesystem::file_size(file, failure));
	const std::string address = url(file);
	std::string parts;
	if (failure || address.contains('|'))
		return parts;
	for (const FilePart &part : partsOfFlv(content, size_bytes))
		parts += std::format("{}subfile,,start,{},end,{},,:{}", parts.empty() ? kJoined : "|", part.begin_bytes,
				     part.end_bytes, address);
	if (content.hasFailed())
		return std::unexpected(fileError(ErrorKind::ClipBusy, "file_unreadable", file, "its parts"));
	return parts;
}

Expected<Input> openAddress(const std::string &address, const std::filesystem::path &file, const std::stop_token &stop)
{
	auto io = openIo(address, 0, interruptedBy(stop));
	if (!io)
		return std::unexpected(cannotOpen(io.error(), file, "cannot be opened: " + text(io.error())));
	AVFormatContext *context = avformat_alloc_context();
	if (!context)
		return std::unexpected(fileError(ErrorKind::Internal, "media_internal", file, "no memory"));
	context->interrupt_callback = interruptedBy(stop);
	context->pb = io->get(); // our own: it alone tells whether the disk was to blame

	AVDictionary *options = nullptr;
	av_dict_set(&options, "protocol_whitelist", protocolsFor(address), 0);
	av_dict_set(&options, "format_whitelist", kFormats, 0);
	av_dict_set(&options, "probesize", kProbe_bytes, 0);
	av_dict_set(&options, "analyzeduration", kAnalyze_us, 0);
	// On failure FFmpeg frees the context itself.
	const int result = avformat_open_input(&context, address.c_str(), nullptr, &options);
	const std::unique_ptr<AVDictionary, FreeOptions> rest(options);
	Input input(result < 0 ? nullptr : context);
	if (input)
		(void)io->release();
	const AVIOContext &read = input ? *input->pb : **io;
	if (auto good = checkIo(read, file, stop); !good)
		return std::unexpected(std::move(good.error()));
	if (result < 0)
		return std::unexpected(cannotOpen(result, file, "cannot be opened: " + text(result)));
	return input;
}

// Nine numbers, or null.
const int32_t *displayMatrix(const AVStream &video)
{
	const AVPacketSideData *matrix = av_packet_side_data_get(
		video.codecpar->coded_side_data, video.codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
	return matrix && matrix->size >= 9 * sizeof(int32_t) ? reinterpret_cast<const int32_t *>(matrix->data)
							     : nullptr;
}

// False where the head does not name every stream, or where FFmpeg tells by what it found when a picture is shown.
bool takeOver(AVFormatContext &input, const AVFormatContext &known)
{
	const std::string_view format = input.iformat->name;
	const bool saysEverything = format.starts_with("matroska") || format.starts_with("mov");
	if (!saysEverything || input.nb_streams != known.nb_streams)
		return false;
	for (unsigned i = 0; i < input.nb_streams; i++) {
		AVStream &stream = *input.streams[i];
		const AVStream &other = *known.streams[i];
		if (avcodec_parameters_copy(stream.codecpar, other.codecpar) < 0)
			return false;
		stream.avg_frame_rate = other.avg_frame_rate;
		stream.r_frame_rate = other.r_frame_rate;
		stream.start_time = other.start_time;
		stream.duration = other.duration;
		stream.nb_frames = other.nb_frames;
	}
	input.start_time = known.start_time;
	input.duration = known.duration;
	input.duration_estimation_method = known.duration_estimation_method;
	return true;
}

} // namespace

std::string text(int error)
{
	std::array<char, AV_ERROR_MAX_STRING_SIZE> buffer = {};
	av_strerror(error, buffer.data(), buffer.size());
	return buffer.data();
}

std::string url(const std::filesystem::path &file)
{
	return "file:" + utf8(file);
}

AVIOInterruptCB interruptedBy(const std::stop_token &stop)
{
	AVIOInterruptCB callback = {};
	callback.callback = [](void *token) {
		return static_cast<const std::stop_token *>(token)->stop_requested() ? 1 : 0;
	};
	callback.opaque = const_cast<std::stop_token *>(&stop);
	return callback;
}

std::expected<Io, int> openIo(const std::string &address, int flags, const AVIOInterruptCB &interrupt)
{
	AVDictionary *options = nullptr;
	av_dict_set(&options, "protocol_whitelist", protocolsFor(address), 0);
	AVIOContext *io = nullptr;
	const int result = avio_open2(&io, address.c_str(), AVIO_FLAG_READ | flags, &interrupt, &options);
	av_dict_free(&options);
	return result < 0 ? std::unexpected(result) : std::expected<Io, int>(io);
}

Expected<Input> openHead(const std::filesystem::path &file, const std::stop_token &stop)
{
	if (auto isFile = checkIsFile(file); !isFile)
		return std::unexpected(std::move(isFile.error()));

	auto input = openAddress(url(file), file, stop);
	if (input && std::string_view((*input)->iformat->name) == "flv") {
		const auto joined = urlOfJoinedFlv(file);
		if (!joined)
			return std::unexpected(joined.error());
		if (!joined->empty())
			input = openAddress(*joined, file, stop);
	}
	return input;
}

Expected<Input> openInput(const std::filesystem::path &file, const std::stop_token &stop)
{
	auto input = openHead(file, stop);
	if (!input)
		return input;
	const int result = avformat_find_stream_info(input->get(), nullptr);
	if (auto good = checkReading(**input, file, stop); !good)
		return std::unexpected(std::move(good.error()));
	if (result < 0)
		return std::unexpected(cannotOpen(result, file, "streams unclear: " + text(result)));
	return input;
}

Expected<Input> openAgain(const AVFormatContext &known, const std::filesystem::path &file, const std::stop_token &stop)
{
	auto input = openHead(file, stop);
	if (!input || takeOver(**input, known))
		return input;
	input = openInput(file, stop);
	for (unsigned i = 0; input && i < std::min((*input)->nb_streams, known.nb_streams); i++) {
		(*input)->streams[i]->avg_frame_rate = known.streams[i]->avg_frame_rate;
		(*input)->streams[i]->start_time = known.streams[i]->start_time;
	}
	return input;
}

Error readingFailed(int error, const std::filesystem::path &file, const char *code, const std::stop_token &stop)
{
	if (error == AVERROR_EXIT || stop.stop_requested())
		return fileError(ErrorKind::Cancelled, "cancelled", file, "stopped");
	const bool isOutOfReach = error == AVERROR(EIO) || error == AVERROR(EACCES) || error == AVERROR(ENOENT);
	const std::string detail = "reading: " + text(error);
	return isOutOfReach ? fileError(ErrorKind::ClipBusy, "file_unreadable", file, detail)
			    : fileError(ErrorKind::ClipUnfit, code, file, detail);
}

Error writingFailed(int error, const std::filesystem::path &source, const char *code, const std::string &detail)
{
	switch (error) {
	case AVERROR(ENOSPC):
#ifdef EDQUOT
	case AVERROR(EDQUOT):
#endif
		return fileError(ErrorKind::Disk, "disk_full", source, detail);
	case AVERROR(EACCES):
	case AVERROR(EIO):
	case AVERROR(EPERM):
	case AVERROR(EROFS):
	case AVERROR(ENOENT):
	case AVERROR(ENOTDIR):
		return fileError(ErrorKind::Disk, "folder_not_writable", source, detail);
	default:
		return fileError(ErrorKind::ClipUnfit, code, source, detail);
	}
}

int readPacket(AVFormatContext &input, AVPacket &packet)
{
	const int result = av_read_frame(&input, &packet);
	if (input.pb->error >= 0)
		return result;
	if (result >= 0)
		av_packet_unref(&packet);
	return input.pb->error == AVERROR_EXIT ? AVERROR_EXIT : AVERROR(EIO); // whatever the system calls it
}

Expected<void> checkReading(const AVFormatContext &input, const std::filesystem::path &file,
			    const std::stop_token &stop)
{
	return checkIo(*input.pb, file, stop);
}

AVStream *videoOf(const AVFormatContext &input)
{
	for (unsigned i = 0; i < input.nb_streams; i++) {
		AVStream *stream = input.streams[i];
		if (stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
		    !(stream->disposition & AV_DISPOSITION_ATTACHED_PIC))
			return stream;
	}
	return nullptr;
}

Error noPicture(const std::filesystem::path &file)
{
	return fileError(ErrorKind::ClipUnfit, "no_picture", file, "no moving picture");
}

bool hasContent(const AVStream &stream)
{
	return stream.start_time != AV_NOPTS_VALUE || stream.nb_frames > 0;
}

AVStream *audioOf(const AVFormatContext &input)
{
	AVStream *first = nullptr;
	for (unsigned i = 0; i < input.nb_streams; i++) {
		AVStream *stream = input.streams[i];
		if (stream->codecpar->codec_type != AVMEDIA_TYPE_AUDIO)
			continue;
		if (hasContent(*stream))
			return stream;
		if (!first)
			first = stream;
	}
	return first;
}

Chroma chromaOf(const AVPixFmtDescriptor &format)
{
	constexpr int kColours = 3;
	if (format.flags & AV_PIX_FMT_FLAG_RGB)
		return Chroma::Rgb;
	if (format.nb_components < kColours)
		return Chroma::Grey;
	if (format.log2_chroma_w == 0)
		return Chroma::Yuv444;
	return format.log2_chroma_h == 0 ? Chroma::Yuv422 : Chroma::Yuv420;
}

int64_t soundDuration(const AVPacket &packet, const AVStream &stream)
{
	if (packet.duration > 0 || stream.codecpar->sample_rate <= 0)
		return packet.duration;
	const int samples = av_get_audio_frame_duration2(stream.codecpar, packet.size);
	return av_rescale_q(samples, AVRational{1, stream.codecpar->sample_rate}, stream.time_base);
}

int rotation_deg(const AVStream &video)
{
	const int32_t *matrix = displayMatrix(video);
	const double counterClockwise_deg = matrix ? av_display_rotation_get(matrix) : 0;
	if (std::isnan(counterClockwise_deg))
		return 0;
	const int quarters = static_cast<int>(std::lround(-counterClockwise_deg / 90.0));
	return ((quarters % 4 + 4) % 4) * 90;
}

bool isFlipped(const AVStream &video)
{
	const int32_t *matrix = displayMatrix(video);
	return matrix && double{1} * matrix[0] * matrix[4] < double{1} * matrix[1] * matrix[3];
}

} // namespace DirectPost::Media::Av
