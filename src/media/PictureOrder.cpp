#include "PictureOrder.hpp"

#include <algorithm>
#include <utility>

namespace DirectPost::Media {

PictureOrder::PictureOrder(const AVStream &video)
	: video_(video), parser_(av_parser_init(video.codecpar->codec_id)), codec_(avcodec_alloc_context3(nullptr))
{
	if (!codec_ || avcodec_parameters_to_context(codec_.get(), video.codecpar) < 0)
		parser_.reset();
	if (parser_)
		parser_->flags |= PARSER_FLAG_COMPLETE_FRAMES;
}

int PictureOrder::apply(AVPacket *packet, const Take &take)
{
	const bool isInDoubt = packet && parser_ && video_.codecpar->video_delay > 0 && packet->pts == AV_NOPTS_VALUE &&
			       packet->dts != AV_NOPTS_VALUE;
	if (!isInDoubt) {
		const int result = release(take);
		return result < 0 || !packet ? result : take(*packet);
	}
	const int number = numberOf(*packet);
	const auto isBefore = [number](const Picture &picture) {
		return picture.number < number;
	};
	// Whatever is shown before a picture that is shown after all others, and decoded later, is its own group's.
	if ((packet->flags & AV_PKT_FLAG_KEY) || std::ranges::all_of(group_, isBefore)) {
		if (const int result = release(take); result < 0)
			return result;
	}
	group_.push_back({Av::Packet(av_packet_alloc()), number});
	if (!group_.back().packet)
		return AVERROR(ENOMEM);
	av_packet_move_ref(group_.back().packet.get(), packet);
	return 0;
}

int PictureOrder::numberOf(const AVPacket &packet)
{
	uint8_t *unused = nullptr;
	int unused_bytes = 0;
	av_parser_parse2(parser_.get(), codec_.get(), &unused, &unused_bytes, packet.data, packet.size, packet.pts,
			 packet.dts, packet.pos);
	return parser_->output_picture_number;
}

// As many times as pictures: the one shown first gets the first of them, as the sound beside it was meant; and all are
// decoded earlier.
int PictureOrder::release(const Take &take)
{
	std::vector<Picture> group = std::exchange(group_, {});
	std::vector<std::pair<int, AVPacket *>> shown;
	std::vector<int64_t> times;
	for (const Picture &picture : group) {
		shown.emplace_back(picture.number, picture.packet.get());
		times.push_back(picture.packet->dts);
	}
	std::ranges::stable_sort(shown, {}, [](const auto &picture) { return picture.first; });
	for (size_t i = 0; i < shown.size(); i++) {
		AVPacket &packet = *shown[i].second;
		packet.pts = times[i];
		packet.dts -= video_.codecpar->video_delay * std::max<int64_t>(1, packet.duration);
	}
	for (const Picture &picture : group) {
		if (const int result = take(*picture.packet); result < 0)
			return result;
	}
	return 0;
}

} // namespace DirectPost::Media
