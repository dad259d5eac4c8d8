#include "KeptPart.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <span>

namespace DirectPost::Media {

namespace {

constexpr size_t kMostReordered = 32; // H.264 and H.265 show a picture at most 16 places late
constexpr int64_t kRounding_us = 1000;
constexpr int kNalIdr = 5;
constexpr int kNalSlice = 1;

// Calls back with each unit of an H.264 packet, in either of the two forms that containers use; until it returns true.
template <class Visit> void visitUnits(std::span<const uint8_t> bytes, int length_bytes, Visit visit)
{
	size_t at = 0;
	while (length_bytes > 0 && at + length_bytes < bytes.size()) {
		size_t size = 0;
		for (int i = 0; i < length_bytes; i++)
			size = size << 8 | bytes[at + i];
		at += length_bytes;
		if (visit(bytes[at] & 0x1F))
			return;
		at += size;
	}
	for (; length_bytes == 0 && at + 3 < bytes.size(); at++) {
		if (bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1 && visit(bytes[at + 3] & 0x1F))
			return;
	}
}

// 0: each unit begins with a start code.
int unitLength_bytes(const AVCodecParameters &picture)
{
	const bool hasLengths = picture.extradata_size > 4 && picture.extradata[0] == 1;
	return hasLengths ? (picture.extradata[4] & 3) + 1 : 0;
}

// Containers mark more as key frames than those at which H.264's decoder begins anew.
bool isEntry(const AVPacket &packet, const AVCodecParameters &picture)
{
	if (!(packet.flags & AV_PKT_FLAG_KEY) || packet.size <= 0)
		return false;
	if (picture.codec_id != AV_CODEC_ID_H264)
		return true;
	bool isIdr = false;
	visitUnits({packet.data, static_cast<size_t>(packet.size)}, unitLength_bytes(picture), [&](int type) {
		isIdr = type == kNalIdr;
		return type == kNalIdr || type == kNalSlice;
	});
	return isIdr;
}

struct Bounds {
	int64_t start_us = 0;
	std::optional<int64_t> end_us;
};

Bounds wanted(const MediaFacts &facts, const EditPlan &plan)
{
	Bounds bounds;
	bounds.start_us = std::max<int64_t>(plan.start_ms.value_or(0) * 1000, facts.videoStart_us);
	if (plan.end_ms)
		bounds.end_us = *plan.end_ms * 1000;
	if (plan.target.most_ms)
		bounds.end_us =
			std::min(bounds.end_us.value_or(INT64_MAX), bounds.start_us + *plan.target.most_ms * 1000);
	return bounds;
}

// Until enough of them lie behind the end that none before it can follow.
Expected<std::vector<PicturePacket>> readPackets(const OpenFile &file, const std::filesystem::path &path,
						 std::optional<int64_t> end_us, const std::stop_token &stop)
{
	std::vector<PicturePacket> packets;
	const Av::Packet packet(av_packet_alloc());
	if (!packet)
		return std::unexpected(outOfMemory(path));
	size_t behind = 0;
	while (behind < kMostReordered) {
		const int result = Av::readPacket(*file.input, *packet);
		if (result == AVERROR_EOF)
			break;
		if (result < 0 || stop.stop_requested())
			return std::unexpected(readingFailed(result, path, stop));
		if (packet->stream_index == file.video->index) {
			// What an edit list hides may be needed to decode what it shows.
			if (packet->pts == AV_NOPTS_VALUE || (packet->flags & AV_PKT_FLAG_DISCARD)) {
				av_packet_unref(packet.get());
				return std::vector<PicturePacket>();
			}
			const int64_t time_us = file.time_us(packet->pts, *file.video);
			behind = end_us && time_us >= *end_us ? behind + 1 : 0;
			packets.push_back({time_us, isEntry(*packet, *file.video->codecpar), packet->size});
		}
		av_packet_unref(packet.get());
	}
	return packets;
}

} // namespace

Expected<KeptPart> keptPart(const Inspected &source, const EditPlan &plan, const std::stop_token &stop)
{
	const MediaFacts &facts = source.facts;
	const OpenFile &file = source.file;
	const auto empty = [&](const char *why) {
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "edit_empty", facts.file, why));
	};
	file.readOnly({file.video});
	const Bounds bounds = wanted(facts, plan);
	const int64_t half_us = pictureDuration_us(*file.video) / 2;
	if (bounds.end_us && *bounds.end_us - bounds.start_us < half_us)
		return empty("its end is not behind its beginning");
	file.seekToKeyFrame(bounds.start_us);
	auto packets = readPackets(file, facts.file, bounds.end_us, stop);
	if (!packets)
		return std::unexpected(std::move(packets.error()));

	KeptPart part;
	part.packets = std::move(*packets);
	part.start_us = bounds.start_us;
	std::optional<int64_t> first_us;
	int64_t last_us = 0;
	for (const PicturePacket &packet : part.packets) {
		last_us = std::max(last_us, packet.time_us);
		if (packet.time_us >= bounds.start_us - half_us)
			first_us = std::min(first_us.value_or(packet.time_us), packet.time_us);
	}
	if (!part.packets.empty() && !first_us)
		return empty("its beginning is behind the last picture");
	part.start_us = first_us.value_or(bounds.start_us);
	const int64_t sourceEnd_us = std::max(facts.duration_us, last_us + 2 * half_us);
	part.isToEnd = !bounds.end_us || *bounds.end_us >= sourceEnd_us - half_us;
	part.duration_us = part.isToEnd ? sourceEnd_us - part.start_us : *bounds.end_us - bounds.start_us;
	if (part.duration_us < half_us)
		return empty("nothing is left");
	return part;
}

std::optional<PictureCut> cutOf(const KeptPart &part, int64_t picture_us)
{
	const auto &packets = part.packets;
	const int64_t end_us = part.isToEnd ? INT64_MAX : part.end_us() - picture_us / 2;
	// For each place: when the earliest picture from here on is shown, and the latest before it.
	std::vector<int64_t> earliestFrom(packets.size() + 1, INT64_MAX);
	for (size_t i = packets.size(); i-- > 0;)
		earliestFrom[i] = std::min(earliestFrom[i + 1], packets[i].time_us);
	PictureCut cut;
	int64_t latestBefore_us = INT64_MIN;
	const auto isBeginning = [&](size_t i) {
		return packets[i].isEntry && packets[i].time_us >= part.start_us && packets[i].time_us < end_us &&
		       latestBefore_us < packets[i].time_us && earliestFrom[i] == packets[i].time_us;
	};
	for (; cut.copyBegin < packets.size() && !isBeginning(cut.copyBegin); cut.copyBegin++)
		latestBefore_us = std::max(latestBefore_us, packets[cut.copyBegin].time_us);
	if (cut.copyBegin == packets.size())
		return std::nullopt;
	cut.copied_us = packets[cut.copyBegin].time_us;

	// As far as no picture that is not wanted is needed for one that is.
	int64_t latest_us = 0;
	int64_t bytes = 0;
	cut.tail_us = cut.copied_us;
	cut.copyEnd = cut.copyBegin;
	for (size_t i = cut.copyBegin; i < packets.size() && packets[i].time_us < end_us; i++) {
		latest_us = std::max(latest_us, packets[i].time_us);
		bytes += packets[i].size_bytes;
		if (earliestFrom[i + 1] <= latest_us)
			continue;
		cut.copyEnd = i + 1;
		cut.copied_bytes = bytes;
		cut.tail_us = latest_us + kRounding_us;
	}
	if (cut.copyEnd == cut.copyBegin)
		return std::nullopt;
	for (const PicturePacket &packet : packets) {
		cut.headPictures += packet.time_us >= part.start_us && packet.time_us < cut.copied_us;
		cut.tailPictures += packet.time_us >= cut.tail_us && packet.time_us < end_us;
	}
	return cut;
}

} // namespace DirectPost::Media
