#include <media/Thumbnail.hpp>
#include <media/ClipInfo.hpp>
#include "Av.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

extern "C" {
#include <libswscale/swscale.h>
}

namespace DirectPost::Media {

namespace {

constexpr int kBytesPerPixel = 4;
constexpr int kMostPackets = 5000; // half a minute of a recording; then we give up

struct FreeScaler {
	void operator()(SwsContext *context) const { sws_freeContext(context); }
};

Av::Decoder openDecoder(const AVStream &video)
{
	const AVCodec *codec = avcodec_find_decoder(video.codecpar->codec_id);
	Av::Decoder decoder(codec ? avcodec_alloc_context3(codec) : nullptr);
	if (!decoder || avcodec_parameters_to_context(decoder.get(), video.codecpar) < 0)
		return nullptr;
	decoder->thread_count = 1; // leaves the other cores to OBS
	if (avcodec_open2(decoder.get(), codec, nullptr) < 0)
		return nullptr;
	return decoder;
}

void seek(AVFormatContext &input, const AVStream &video, int64_t position_ms)
{
	const AVRational milliseconds = {1, 1000};
	int64_t time = av_rescale_q(position_ms, milliseconds, video.time_base);
	if (video.start_time != AV_NOPTS_VALUE)
		time += video.start_time;
	// A file that cannot seek still has its first picture.
	av_seek_frame(&input, video.index, time, AVSEEK_FLAG_BACKWARD);
}

// The first whole picture from where the input stands.
Av::Frame decodeOne(AVFormatContext &input, const AVStream &video, AVCodecContext &decoder)
{
	const Av::Packet packet(av_packet_alloc());
	Av::Frame frame(av_frame_alloc());
	if (!packet || !frame)
		return nullptr;
	bool isAtEnd = false;
	for (int packets = 0; !isAtEnd; packets++) {
		isAtEnd = packets == kMostPackets || av_read_frame(&input, packet.get()) < 0;
		if (!isAtEnd && packet->stream_index != video.index) {
			av_packet_unref(packet.get());
			continue;
		}
		// A damaged packet is skipped; the next key frame may be whole.
		avcodec_send_packet(&decoder, isAtEnd ? nullptr : packet.get());
		av_packet_unref(packet.get());
		if (avcodec_receive_frame(&decoder, frame.get()) == 0)
			return frame;
	}
	return nullptr;
}

// Null where there is none.
Expected<Av::Frame> pictureFrom(Av::Input &input, const std::filesystem::path &file, int64_t position_ms,
				const std::stop_token &stop)
{
	auto opened = Av::openInput(file, stop);
	if (!opened)
		return std::unexpected(std::move(opened.error()));
	input = std::move(*opened);
	const AVStream *video = Av::videoOf(*input);
	if (!video)
		return std::unexpected(Av::noPicture(file));
	const Av::Decoder decoder = openDecoder(*video);
	if (!decoder)
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "picture_unreadable", file, "no decoder"));
	if (position_ms > 0)
		seek(*input, *video, position_ms);
	Av::Frame frame = decodeOne(*input, *video, *decoder);
	if (auto good = Av::checkReading(*input, file, stop); !good)
		return std::unexpected(std::move(good.error()));
	return frame;
}

Size fitted(Size picture, Size box)
{
	const double scale = std::min({1.0, static_cast<double>(box.width_px) / picture.width_px,
				       static_cast<double>(box.height_px) / picture.height_px});
	return {std::max(1, static_cast<int>(std::lround(picture.width_px * scale))),
		std::max(1, static_cast<int>(std::lround(picture.height_px * scale)))};
}

// Small pictures only carry a colour space when they are unusual; the habit is BT.601 up to 576 lines and BT.709 above.
int colourSpaceOf(const AVFrame &frame)
{
	if (frame.colorspace != AVCOL_SPC_UNSPECIFIED)
		return frame.colorspace;
	return frame.height > 576 ? SWS_CS_ITU709 : SWS_CS_ITU601;
}

Picture withoutPadding(const AVFrame &frame)
{
	Picture picture{frame.width, frame.height, {}};
	picture.rgba.reserve(static_cast<size_t>(frame.width) * static_cast<size_t>(frame.height) * kBytesPerPixel);
	for (int y = 0; y < frame.height; y++) {
		const uint8_t *row = frame.data[0] + static_cast<ptrdiff_t>(y) * frame.linesize[0];
		picture.rgba.insert(picture.rgba.end(), row,
				    row + static_cast<ptrdiff_t>(frame.width) * kBytesPerPixel);
	}
	return picture;
}

std::optional<Picture> scaled(const AVFrame &frame, Size size)
{
	const std::unique_ptr<SwsContext, FreeScaler> scaler(
		sws_getContext(frame.width, frame.height, static_cast<AVPixelFormat>(frame.format), size.width_px,
			       size.height_px, AV_PIX_FMT_RGBA, SWS_AREA, nullptr, nullptr, nullptr));
	if (!scaler)
		return std::nullopt;
	constexpr int kUnity = 1 << 16;
	const int isFullRange = frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0;
	// Fails for pictures that are RGB already, which need no matrix.
	sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(colourSpaceOf(frame)), isFullRange,
				 sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, kUnity, kUnity);

	// Into a frame and not straight into the picture: the scaler writes whole vectors, beyond the end of short
	// rows.
	const Av::Frame target(av_frame_alloc());
	if (!target)
		return std::nullopt;
	target->format = AV_PIX_FMT_RGBA;
	target->width = size.width_px;
	target->height = size.height_px;
	if (av_frame_get_buffer(target.get(), 0) < 0 ||
	    sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height, target->data, target->linesize) <= 0)
		return std::nullopt;
	return withoutPadding(*target);
}

void turnUpsideDown(Picture &picture)
{
	const auto row = [&picture](int y) {
		return picture.rgba.begin() + static_cast<ptrdiff_t>(y) * picture.width_px * kBytesPerPixel;
	};
	for (int y = 0; y < picture.height_px / 2; y++)
		std::swap_ranges(row(y), row(y + 1), row(picture.height_px - 1 - y));
}

Picture turnedClockwise(const Picture &picture)
{
	Picture turned{picture.height_px, picture.width_px, std::vector<uint8_t>(picture.rgba.size())};
	const auto offset = [](const Picture &of, int x, int y) {
		return (static_cast<ptrdiff_t>(y) * of.width_px + x) * kBytesPerPixel;
	};
	for (int y = 0; y < picture.height_px; y++) {
		for (int x = 0; x < picture.width_px; x++) {
			std::copy_n(picture.rgba.begin() + offset(picture, x, y), kBytesPerPixel,
				    turned.rgba.begin() + offset(turned, picture.height_px - 1 - y, x));
		}
	}
	return turned;
}

} // namespace

Expected<Picture> thumbnail(const std::filesystem::path &file, int64_t position_ms, int boxWidth_px, int boxHeight_px,
			    const std::stop_token &stop)
{
	Av::Input input;
	auto decoded = pictureFrom(input, file, std::max<int64_t>(0, position_ms), stop);
	// Where a file cannot be sought in, there may be no whole picture behind the place; then the first has to do.
	if (decoded && !*decoded && position_ms > 0)
		decoded = pictureFrom(input, file, 0, stop);
	if (!decoded)
		return std::unexpected(std::move(decoded.error()));
	const Av::Frame frame = std::move(*decoded);
	const AVStream *video = Av::videoOf(*input);
	if (!frame || frame->width <= 0 || frame->height <= 0)
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "picture_unreadable", file, "no frame"));

	const int rotation_deg = Av::rotation_deg(*video);
	Size box = {std::max(1, boxWidth_px), std::max(1, boxHeight_px)};
	if (rotation_deg % 180 != 0)
		std::swap(box.width_px, box.height_px);
	auto picture = scaled(*frame, fitted({frame->width, frame->height}, box));
	if (!picture)
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "picture_unreadable", file, "cannot be scaled"));
	if (Av::isFlipped(*video))
		turnUpsideDown(*picture);
	for (int turned_deg = 0; turned_deg < rotation_deg; turned_deg += 90)
		*picture = turnedClockwise(*picture);
	return std::move(*picture);
}

} // namespace DirectPost::Media
