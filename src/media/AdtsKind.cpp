#include "AdtsKind.hpp"

namespace DirectPost::Media {

namespace {

constexpr int kAdtsHead_bytes = 7;

// Rate and channels as their codes; nothing where the packet has no such head.
std::optional<int> kindOf(const AVPacket &packet)
{
	const uint8_t *head = packet.data;
	const bool hasHead = packet.size >= kAdtsHead_bytes && head[0] == 0xFF && (head[1] & 0xF6) == 0xF0;
	if (!hasHead)
		return std::nullopt;
	const int rate = (head[2] >> 2) & 0xF;
	const int channels = (head[2] & 1) << 2 | head[3] >> 6;
	return rate << 3 | channels;
}

} // namespace

bool AdtsKind::isStillOf(const AVPacket &packet)
{
	const auto kind = kindOf(packet);
	if (!kind_)
		kind_ = kind;
	return !kind || kind == kind_;
}

} // namespace DirectPost::Media
