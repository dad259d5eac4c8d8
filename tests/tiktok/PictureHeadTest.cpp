#include "PictureHead.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace DirectPost::TikTok {

namespace {

using Format = PictureHead::Format;
using namespace std::string_literals;

std::string segment(char marker, const std::string &payload)
{
	const size_t length = payload.size() + 2;
	return "\xFF"s + marker + static_cast<char>(length >> 8) + static_cast<char>(length & 0xFF) + payload;
}

// 1920 by 1080, behind an EXIF block and a fill byte.
std::string jpeg(char frame = '\xC0')
{
	return "\xFF\xD8"s + segment('\xE1', std::string(40'000, 'e')) + "\xFF"s +
	       segment(frame, "\x08\x04\x38\x07\x80\x03"s);
}

std::string webP(const std::string &chunk, const std::string &payload)
{
	return "RIFF\x20\x20\x20\x20WEBP"s + chunk + "\x20\x20\x20\x20"s + payload + std::string(10, '\0');
}

TEST(PictureHead, FindsTheFrameOfAJpegBehindWhatComesBeforeIt)
{
	for (const char frame : {'\xC0', '\xC1', '\xC2', '\xCF'})
		EXPECT_EQ(pictureHead(jpeg(frame)), (PictureHead{Format::Jpeg, 1920, 1080})) << int(frame);
	for (const char other : {'\xC4', '\xC8', '\xCC', '\xDB'})
		EXPECT_EQ(pictureHead(jpeg(other)), (PictureHead{Format::Jpeg, 0, 0})) << int(other);
	EXPECT_EQ(pictureHead(jpeg().substr(0, 20'000)), (PictureHead{Format::Jpeg, 0, 0})) << "too far behind";
}

TEST(PictureHead, ReadsTheThreeSortsOfWebP)
{
	EXPECT_EQ(pictureHead(webP("VP8X", "\x10\0\0\0\x7F\x07\0\x37\x04\0"s)),
		  (PictureHead{Format::WebP, 1920, 1080}));
	EXPECT_EQ(pictureHead(webP("VP8 ", "\0\0\0\x9D\x01\x2A\x80\x07\x38\x04"s)),
		  (PictureHead{Format::WebP, 1920, 1080}));
	// 14 bits of width - 1, then 14 of height - 1: 0x77F and 0x437
	EXPECT_EQ(pictureHead(webP("VP8L", "\x2F\x7F\xC7\x0D\x01"s)), (PictureHead{Format::WebP, 1920, 1080}));
	EXPECT_EQ(pictureHead(webP("ODD ", "")), (PictureHead{Format::WebP, 0, 0}));
}

TEST(PictureHead, KnowsNothingElse)
{
	for (const std::string &bytes :
	     {""s, "\x89PNG\r\n\x1A\n"s, "GIF89a"s, "RIFF\0\0\0\0WAVE"s, "<html>"s, "\xFF\xD8"s})
		EXPECT_EQ(pictureHead(bytes), PictureHead{}) << bytes;
}

TEST(PictureHead, IsSafeOnAnyBytes)
{
	std::mt19937 random(20261127);
	for (int i = 0; i < 20'000; ++i) {
		std::string bytes = i % 2 ? jpeg().substr(39'990) : webP("VP8X", "\x10\0\0\0\x7F\x07\0\x37\x04\0"s);
		if (i % 2)
			bytes = "\xFF\xD8\xFF\xE0" + bytes;
		for (int damage = 0; damage <= i % 4; ++damage)
			bytes[random() % bytes.size()] = static_cast<char>(random());
		bytes.resize(random() % (bytes.size() + 1));
		const PictureHead head = pictureHead(bytes);
		EXPECT_GE(head.width, 0);
		EXPECT_GE(head.height, 0);
	}
}

} // namespace

} // namespace DirectPost::TikTok
