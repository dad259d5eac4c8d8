#pragma once

#include <string_view>

namespace DirectPost::TikTok {

// What the first bytes of a picture tell. Safe on any bytes.
struct PictureHead {
	enum class Format { Other = 1, Jpeg, WebP };
	Format format = Format::Other;
	int width = 0; // 0: not in these bytes
	int height = 0;
	bool operator==(const PictureHead &) const = default;
};

PictureHead pictureHead(std::string_view bytes);

} // namespace DirectPost::TikTok
