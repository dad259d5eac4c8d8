#include "PictureHead.hpp"

#include <cstddef>

namespace DirectPost::TikTok {

namespace {

using Format = PictureHead::Format;

// A byte past the end is 0, which no marker and no signature is.
int byteAt(std::string_view bytes, size_t at)
{
	return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

int bigEndian16(std::string_view bytes, size_t at)
{
	return byteAt(bytes, at) << 8 | byteAt(bytes, at + 1);
}

int littleEndian16(std::string_view bytes, size_t at)
{
	return byteAt(bytes, at + 1) << 8 | byteAt(bytes, at);
}

int littleEndian24(std::string_view bytes, size_t at)
{
	return byteAt(bytes, at + 2) << 16 | littleEndian16(bytes, at);
}

// SOF0 to SOF15, without the three of that range that begin no frame (ITU-T T.81, table B.1).
bool beginsFrame(int marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

PictureHead jpeg(std::string_view bytes)
{
	PictureHead head{.format = Format::Jpeg};
	for (size_t at = 2; byteAt(bytes, at) == 0xFF;) {
		const int marker = byteAt(bytes, at + 1);
		if (beginsFrame(marker) && at + 9 <= bytes.size()) {
			head.height = bigEndian16(bytes, at + 5);
			head.width = bigEndian16(bytes, at + 7);
			return head;
		}
		const bool isFill = marker == 0xFF; // any number of these may come before a marker
		at += isFill ? 1 : 2 + static_cast<size_t>(bigEndian16(bytes, at + 2));
	}
	return head;
}

// RFC 9649: a chunk of one of three sorts comes first.
PictureHead webP(std::string_view bytes)
{
	constexpr size_t kPayload = 20; // after "RIFF", size, "WEBP", the chunk's name and its size
	constexpr int k14Bits = 0x3FFF;
	PictureHead head{.format = Format::WebP};
	const std::string_view chunk = bytes.substr(12, 4);
	if (bytes.size() < kPayload + 10)
		return head;
	if (chunk == "VP8X") {
		head.width = littleEndian24(bytes, kPayload + 4) + 1;
		head.height = littleEndian24(bytes, kPayload + 7) + 1;
	} else if (chunk == "VP8L") {
		const int widthAndMore = littleEndian16(bytes, kPayload + 1);
		head.width = (widthAndMore & k14Bits) + 1;
		head.height = ((littleEndian24(bytes, kPayload + 3) << 2 | widthAndMore >> 14) & k14Bits) + 1;
	} else if (chunk == "VP8 ") {
		head.width = littleEndian16(bytes, kPayload + 6) & k14Bits;
		head.height = littleEndian16(bytes, kPayload + 8) & k14Bits;
	}
	return head;
}

} // namespace

PictureHead pictureHead(std::string_view bytes)
{
	if (bytes.starts_with("\xFF\xD8\xFF"))
		return jpeg(bytes);
	if (bytes.starts_with("RIFF") && bytes.size() >= 16 && bytes.substr(8, 4) == "WEBP")
		return webP(bytes);
	return {};
}

} // namespace DirectPost::TikTok
