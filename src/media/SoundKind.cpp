#include "SoundKind.hpp"

namespace DirectPost::Media {

namespace {

constexpr int kAdtsHead_bytes = 7;
constexpr size_t kConfiguration_bytes = 2;

// Rate and channels as their codes.
int kindOf(int rate, int channels)
{
	return rate << 4 | channels;
}

// Nothing where the packet has no such head.
std::optional<int> kindByHead(const AVPacket &packet)
{
	const uint8_t *head = packet.data;
	const bool hasHead = packet.size >= kAdtsHead_bytes && head[0] == 0xFF && (head[1] & 0xF6) == 0xF0;
	if (!hasHead)
		return std::nullopt;
	return kindOf((head[2] >> 2) & 0xF, (head[2] & 1) << 2 | head[3] >> 6);
}

std::optional<int> kindByConfiguration(const uint8_t *bytes, size_t size_bytes)
{
	if (!bytes || size_bytes < kConfiguration_bytes)
		return std::nullopt;
	return kindOf((bytes[0] & 7) << 1 | bytes[1] >> 7, (bytes[1] >> 3) & 0xF);
}

std::optional<int> newKindOf(const AVPacket &packet)
{
	size_t size_bytes = 0;
	const uint8_t *bytes = av_packet_get_side_data(&packet, AV_PKT_DATA_NEW_EXTRADATA, &size_bytes);
	return kindByConfiguration(bytes, size_bytes);
}

} // namespace

SoundKind::SoundKind(const AVCodecParameters &track) : isAac_(track.codec_id == AV_CODEC_ID_AAC)
{
	if (isAac_)
		kind_ = kindByConfiguration(track.extradata, static_cast<size_t>(track.extradata_size));
}

bool SoundKind::isStillOf(const AVPacket &packet)
{
	if (!isAac_)
		return true;
	const auto byHead = kindByHead(packet);
	const auto kind = byHead ? byHead : newKindOf(packet);
	if (!kind_)
		kind_ = kind;
	return !kind || kind == kind_;
}

} // namespace DirectPost::Media
