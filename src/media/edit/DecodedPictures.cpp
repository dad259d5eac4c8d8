#include "DecodedPictures.hpp"

#include <base/FileError.hpp>

namespace DirectPost::Media {

namespace {

constexpr int kHighDefinition_px = 576; // the habit is BT.601 up to here and BT.709 above
constexpr int kNotSkipped = 3;          // pictures before the one that is wanted: the two halves of one go together

void nameColours(AVFrame &frame)
{
	if (frame.color_range == AVCOL_RANGE_UNSPECIFIED)
		frame.color_range = AVCOL_RANGE_MPEG;
	if (frame.colorspace == AVCOL_SPC_UNSPECIFIED)
		frame.colorspace = frame.height > kHighDefinition_px ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
}

} // namespace

Expected<DecodedPictures> DecodedPictures::open(const std::filesystem::path &file, const std::stop_token &stop)
{
	auto opened = openFile(file, stop);
	if (!opened)
		return std::unexpected(std::move(opened.error()));
	return open(std::move(*opened), file, stop);
}

Expected<DecodedPictures> DecodedPictures::open(OpenFile opened, const std::filesystem::path &file,
						const std::stop_token &stop)
{
	DecodedPictures pictures;
	pictures.path_ = file;
	pictures.stop_ = &stop;
	pictures.file_ = std::move(opened);
	pictures.file_.readOnly({pictures.file_.video});
	pictures.decoder_ = decoderOf(*pictures.file_.video, 0);
	pictures.packet_.reset(av_packet_alloc());
	if (!pictures.packet_)
		return std::unexpected(outOfMemory(file));
	if (!pictures.decoder_)
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "video_unreadable", file,
						 std::string("no decoder for ") +
							 avcodec_get_name(pictures.file_.video->codecpar->codec_id)));
	pictures.seekToKeyFrame(0);
	return pictures;
}

void DecodedPictures::seekToKeyFrame(int64_t time_us)
{
	file_.seekToKeyFrame(time_us);
	avcodec_flush_buffers(decoder_.get());
	isAtEnd_ = false;
	wanted_us_ = INT64_MIN;
}

void DecodedPictures::seek(int64_t time_us)
{
	seekToKeyFrame(time_us);
	wanted_us_ = time_us - kNotSkipped * pictureDuration_us(*file_.video);
}

Expected<bool> DecodedPictures::keyFrameAt(int64_t time_us, AVFrame &frame)
{
	seekToKeyFrame(time_us);
	if (auto fed = feed(); !fed)
		return std::unexpected(std::move(fed.error()));
	if (!isAtEnd_)
		avcodec_send_packet(decoder_.get(), nullptr);
	isAtEnd_ = true;
	const auto found = next(frame);
	avcodec_flush_buffers(decoder_.get());
	if (!found || *found)
		return found;
	// Where a container only finds a time, it may lie before the key frame.
	seekToKeyFrame(time_us);
	return next(frame);
}

Expected<bool> DecodedPictures::next(AVFrame &frame)
{
	while (true) {
		const int result = avcodec_receive_frame(decoder_.get(), &frame);
		if (result == AVERROR_EOF)
			return false;
		if (result < 0 && isAtEnd_)
			return false;
		if (result < 0) {
			if (auto fed = feed(); !fed)
				return std::unexpected(std::move(fed.error()));
			continue;
		}
		if (frame.best_effort_timestamp == AV_NOPTS_VALUE)
			continue;
		frame.pts = file_.time_us(frame.best_effort_timestamp, *file_.video);
		frame.duration = frame.duration > 0 ? av_rescale_q(frame.duration, file_.video->time_base, kMicrosecond)
						    : pictureDuration_us(*file_.video);
		frame.time_base = kMicrosecond;
		frame.pict_type = AV_PICTURE_TYPE_NONE; // the next encoder decides for itself
		nameColours(frame);
		return true;
	}
}

Expected<bool> DecodedPictures::nextFrom(int64_t time_us, AVFrame &frame)
{
	const int64_t half_us = pictureDuration_us(*file_.video) / 2;
	const Av::Frame last(av_frame_alloc());
	if (!last)
		return std::unexpected(outOfMemory(path_));
	while (true) {
		const auto more = next(frame);
		if (!more)
			return more;
		if (*more && frame.pts >= time_us - half_us)
			return true;
		av_frame_unref(*more ? last.get() : &frame);
		av_frame_move_ref(*more ? last.get() : &frame, *more ? &frame : last.get());
		if (*more)
			continue;
		// The last picture of all may be one that was not decoded.
		if (wanted_us_ != INT64_MIN) {
			seekToKeyFrame(time_us);
			continue;
		}
		return frame.width > 0;
	}
}

bool DecodedPictures::isSkipped(const AVPacket &packet) const
{
	return packet.pts != AV_NOPTS_VALUE && file_.time_us(packet.pts, *file_.video) < wanted_us_;
}

Expected<void> DecodedPictures::feed()
{
	while (true) {
		if (stop_->stop_requested())
			return std::unexpected(readingFailed(AVERROR_EXIT, path_, *stop_));
		const int result = Av::readPacket(*file_.input, *packet_);
		if (result == AVERROR_EOF) {
			isAtEnd_ = true;
			avcodec_send_packet(decoder_.get(), nullptr);
			return {};
		}
		if (result < 0)
			return std::unexpected(readingFailed(result, path_, *stop_));
		const bool isPicture = packet_->stream_index == file_.video->index;
		if (isPicture) {
			decoder_->skip_frame = isSkipped(*packet_) ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
			avcodec_send_packet(decoder_.get(), packet_.get()); // a damaged one is skipped
		}
		av_packet_unref(packet_.get());
		if (isPicture)
			return {};
	}
}

} // namespace DirectPost::Media
