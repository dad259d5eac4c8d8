#include <media/ClipInfo.hpp>
#include <media/Limits.hpp>

namespace DirectPost::Media {

bool varies(const FrameRate &nominal, const FrameRate &average)
{
	constexpr double kRounding = 1.02;
	return average.perSecond() > 0 && nominal.perSecond() > average.perSecond() * kRounding &&
	       nominal.perSecond() <= Limits::kFastestFrameRate;
}

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
