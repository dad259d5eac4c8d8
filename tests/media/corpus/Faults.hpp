#pragma once

#include "Clips.hpp"

#include <cstdint>

// What happens to the bytes of a file that was whole.
namespace DirectPost::Media::Corpus {

template <int kPercent> std::string cut(std::string bytes)
{
	return bytes.substr(0, bytes.size() * kPercent / 100);
}

// A TS is made of packets of 188 bytes.
inline std::string withoutStart(std::string bytes)
{
	return bytes.substr(bytes.size() / 188 / 5 * 188);
}

inline std::string joined(std::string bytes)
{
	return bytes + bytes;
}

// An FLV's second header is no tag; what is behind it can be appended.
inline std::string joinedTags(std::string bytes)
{
	return bytes + bytes.substr(13);
}

// What a recorder writes that does not know yet how long it will be.
inline std::string withUnknownSize(std::string bytes)
{
	constexpr std::string_view kSegment = "\x18\x53\x80\x67";
	bytes.replace(bytes.find(kSegment) + kSegment.size(), 8, "\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
	return bytes;
}

inline std::string calledWebM(std::string bytes)
{
	return bytes.replace(bytes.find("matroska"), 8, std::string("webm\0\0\0\0", 8));
}

// As QuickTime and phones trim: all tracks end behind 25 pictures of 60.
inline std::string trimmed(std::string bytes)
{
	for (size_t at = bytes.find("elst"); at != std::string::npos; at = bytes.find("elst", at + 4))
		bytes.replace(at + 12, 4, std::string("\0\0\x03\x41", 4));
	return bytes;
}

inline std::string number(uint32_t value)
{
	return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
		static_cast<char>(value)};
}

// The same with what is in front of 18 pictures of 60; the first 15 are a group of their own.
inline std::string trimmedInFront(std::string bytes)
{
	const size_t head = bytes.find("mvhd") + 16; // units a second, which differ from one FFmpeg to the next
	const auto byteAt = [&](size_t place) {
		return static_cast<uint32_t>(static_cast<unsigned char>(bytes[place]));
	};
	const uint32_t perSecond =
		byteAt(head) << 24 | byteAt(head + 1) << 16 | byteAt(head + 2) << 8 | byteAt(head + 3);
	const size_t picture = bytes.find("elst");
	const size_t sound = bytes.find("elst", picture + 4);
	const std::string kept = number(perSecond * 7 / 5); // 1.4 seconds
	bytes.replace(picture + 12, 8, kept + number(0x2800));
	return bytes.replace(sound + 12, 8, kept + number(0x7480));
}

inline std::string box(std::string_view type, const std::string &body)
{
	return number(static_cast<uint32_t>(body.size() + 8)) + std::string(type) + body;
}

// As editors write who made a film, and where.
inline std::string withXmp(std::string bytes)
{
	return bytes +
	       box("uuid", "\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC" + std::string(kSecret));
}

// What the muxer says about itself becomes a box of another kind, with this name.
template <char... kType> std::string withUserData(std::string bytes)
{
	const size_t userData = bytes.find("udta");
	bytes.replace(userData + 8, 4, {kType...});
	const size_t name = bytes.find("Lavf", userData);
	return bytes.replace(name, 4, kSecret.substr(0, 4));
}

inline std::string withTextInFreeSpace(std::string bytes)
{
	return bytes + box("free", std::string(kSecret));
}

inline std::string withFreeSpace(std::string bytes)
{
	return bytes + box("free", std::string(1000, '\0'));
}

inline std::string withTextBehind(std::string bytes)
{
	return bytes + std::string(kSecret);
}

inline std::string withOtherBox(std::string bytes)
{
	return bytes + box("Nia!", std::string(kSecret));
}

inline Clip faulty(Clip clip, Fault fault, size_t lost = 0)
{
	clip.fault = fault;
	clip.lost = lost;
	return clip;
}

inline Clip joinedWith(const char *second, Clip clip)
{
	clip.followedBy = second;
	clip.bursts_s = {1.0, 3.0};
	clip.lost = 1;
	return clip;
}

// AVI does not say that MP3 begins with silence.
inline constexpr double kMp3InAvi_s = 1.023;

} // namespace DirectPost::Media::Corpus
