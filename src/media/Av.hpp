#pragma once

#include <media/ClipInfo.hpp>

#include <base/Error.hpp>

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
}

// FFmpeg's C objects as owners that clean up after themselves. FFmpeg's log callback belongs to OBS and is left alone.
namespace DirectPost::Media::Av {

struct CloseInput {
	void operator()(AVFormatContext *context) const
	{
		AVIOContext *io = context->pb; // ours, see openInput
		avformat_close_input(&context);
		avio_closep(&io);
	}
};
struct CloseOutput {
	void operator()(AVFormatContext *context) const
	{
		avio_closep(&context->pb);
		avformat_free_context(context);
	}
};
struct CloseIo {
	void operator()(AVIOContext *io) const { avio_closep(&io); }
};
struct FreePacket {
	void operator()(AVPacket *packet) const { av_packet_free(&packet); }
};
struct FreeFrame {
	void operator()(AVFrame *frame) const { av_frame_free(&frame); }
};
struct FreeDecoder {
	void operator()(AVCodecContext *context) const { avcodec_free_context(&context); }
};

using Io = std::unique_ptr<AVIOContext, CloseIo>;
using Input = std::unique_ptr<AVFormatContext, CloseInput>;
using Output = std::unique_ptr<AVFormatContext, CloseOutput>;
using Packet = std::unique_ptr<AVPacket, FreePacket>;
using Frame = std::unique_ptr<AVFrame, FreeFrame>;
using Decoder = std::unique_ptr<AVCodecContext, FreeDecoder>;

// FFmpeg's sentence for one of its error numbers.
std::string text(int error);

// A path as FFmpeg wants it: UTF-8, and never mistaken for a protocol ("a:b.mkv").
std::string url(const std::filesystem::path &file);

// Lets FFmpeg's reads and writes end with AVERROR_EXIT once a stop is requested. `stop` must outlive the context.
AVIOInterruptCB interruptedBy(const std::stop_token &stop);

// For reading; `flags`: more of AVIO_FLAG_*. FFmpeg's error where it cannot be opened.
std::expected<Io, int> openIo(const std::string &address, int flags, const AVIOInterruptCB &interrupt);

// Opens a media file by its content, only as a file and only as one of the formats cameras and recorders write: a
// playlist named .mp4 must not make us fetch what it points to. Errors: file_missing, file_unreadable, file_empty,
// not_a_video, cancelled.
Expected<Input> openInput(const std::filesystem::path &file, const std::stop_token &stop);
// The same without a look at what is in it: enough for a file of ours, whose head says everything.
Expected<Input> openHead(const std::filesystem::path &file, const std::stop_token &stop);
// A file that is open already once more, from its beginning. What was found out about a Matroska or MP4 file's streams
// is taken over, which costs a fraction of finding it out again; but decode times are not to be relied upon.
// Errors: those of openInput.
Expected<Input> openAgain(const AVFormatContext &known, const std::filesystem::path &file, const std::stop_token &stop);

// What a failed read of an open file means; `code`: the one where its disk is not to blame.
Error readingFailed(int error, const std::filesystem::path &file, const char *code, const std::stop_token &stop);

// What a failed write of what is made of `source` means; `code`: the one where it is none of the disk's.
Error writingFailed(int error, const std::filesystem::path &source, const char *code, const std::string &detail);

// As av_read_frame, but an error from where reading failed on: some formats take that for the end of the file, others
// go on behind it.
int readPacket(AVFormatContext &input, AVPacket &packet);
// For what was found out about a file by other ways of reading. Errors: file_unreadable, cancelled.
Expected<void> checkReading(const AVFormatContext &input, const std::filesystem::path &file,
			    const std::stop_token &stop);

// The first moving picture (cover art does not count), or null.
AVStream *videoOf(const AVFormatContext &input);
// What is said of a file that has none, or only a cover picture.
Error noPicture(const std::filesystem::path &file);
// Whether anything was found in a stream when the file was opened: a recorder may make tracks that it never fills.
bool hasContent(const AVStream &stream);
// The first track with sound in it, else the first; or null.
AVStream *audioOf(const AVFormatContext &input);

Chroma chromaOf(const AVPixFmtDescriptor &format);

// How long a packet of sound is, in the stream's time base, also where the container does not say it; 0 where nobody
// does.
int64_t soundDuration(const AVPacket &packet, const AVStream &stream);

// How far the picture must be turned clockwise to stand upright: 0, 90, 180 or 270.
int rotation_deg(const AVStream &video);
// Whether it must also be put upside down, before it is turned: cameras that show people themselves mirror the picture.
bool isFlipped(const AVStream &video);

} // namespace DirectPost::Media::Av
