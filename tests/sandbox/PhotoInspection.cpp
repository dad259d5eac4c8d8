#include "PhotoInspection.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

extern "C" {
#include <libavcodec/avcodec.h>
}

namespace DirectPost::StandIn {
namespace {

constexpr size_t kMostPhoto_bytes = 20'000'000;
// 1080p, lying or standing.
constexpr int kMostLongSide = 1920;
constexpr int kMostShortSide = 1080;

struct AvDeleter {
	void operator()(AVCodecContext *context) const { avcodec_free_context(&context); }
	void operator()(AVPacket *packet) const { av_packet_free(&packet); }
	void operator()(AVFrame *frame) const { av_frame_free(&frame); }
};
template <class T> using Av = std::unique_ptr<T, AvDeleter>;

struct PictureSize {
	int width = 0;
	int height = 0;
};

AVCodecID codecOf(std::string_view bytes)
{
	if (bytes.starts_with("\xFF\xD8\xFF"))
		return AV_CODEC_ID_MJPEG;
	if (bytes.size() > 12 && bytes.starts_with("RIFF") && bytes.substr(8).starts_with("WEBP"))
		return AV_CODEC_ID_WEBP;
	return AV_CODEC_ID_NONE;
}

// Of a whole picture: a header without one is not enough.
std::optional<PictureSize> decodedSize(std::string_view bytes, AVCodecID id)
{
	const AVCodec *codec = avcodec_find_decoder(id);
	const Av<AVCodecContext> context(avcodec_alloc_context3(codec));
	const Av<AVPacket> packet(av_packet_alloc());
	const Av<AVFrame> frame(av_frame_alloc());
	context->err_recognition = AV_EF_EXPLODE;
	if (!codec || avcodec_open2(context.get(), codec, nullptr) < 0 ||
	    av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0)
		return std::nullopt;
	std::memcpy(packet->data, bytes.data(), bytes.size());
	if (avcodec_send_packet(context.get(), packet.get()) < 0 ||
	    avcodec_receive_frame(context.get(), frame.get()) < 0)
		return std::nullopt;
	return PictureSize{frame->width, frame->height};
}

} // namespace

std::string failReasonOfPhoto(std::string_view bytes)
{
	const AVCodecID codec = codecOf(bytes);
	if (codec == AV_CODEC_ID_NONE)
		return "file_format_check_failed";
	if (bytes.size() > kMostPhoto_bytes)
		return "picture_size_check_failed";
	const auto size = decodedSize(bytes, codec);
	if (!size)
		return "file_format_check_failed";
	const auto [shorter, longer] = std::minmax(size->width, size->height);
	return longer > kMostLongSide || shorter > kMostShortSide ? "picture_size_check_failed" : "";
}

} // namespace DirectPost::StandIn
