#include <media/ClipInfo.hpp>

namespace DirectPost::Media {

std::optional<std::string> ClipInfo::contentType() const
{
	switch (container) {
	case Container::Mp4:
		return "video/mp4";
	case Container::QuickTime:
		return "video/quicktime";
	case Container::WebM:
		return "video/webm";
	default:
		return std::nullopt;
	}
}

} // namespace DirectPost::Media
