#include "MediaInspection.hpp"

#include "Containers.hpp"

#include <algorithm>
#include <array>

namespace DirectPost::StandIn {
namespace {

constexpr std::array<std::string_view, 8> kVideoCodecs = {"avc1", "avc3", "hvc1",  "hev1",
							  "vp08", "vp09", "V_VP8", "V_VP9"};
constexpr int kLeastSide = 360;
constexpr int kMostSide = 4096;
constexpr double kLeastFrameRate_fps = 23;
constexpr double kMostFrameRate_fps = 60;
constexpr double kFrameRateRounding_fps = 0.01; // of an average over rounded timestamps
constexpr double kMostDraftDuration_s = 600;

std::string_view containerOf(std::string_view contentType)
{
	if (contentType == "video/mp4")
		return "mp4";
	return contentType == "video/quicktime" ? "quicktime" : "webm";
}

bool isSide(int pixels)
{
	return pixels >= kLeastSide && pixels <= kMostSide;
}

} // namespace

SandboxMedia inspectMedia(const std::filesystem::path &path)
{
	constexpr uint64_t kEbml = 0x1A45DFA3;
	ByteFile file(path);
	if (file.size() >= 16 && file.bytes(4, 4) == "ftyp")
		return inspectMp4(file);
	if (file.size() >= 16 && file.number(0, 4) == kEbml)
		return inspectMatroska(file);
	SandboxMedia unknown;
	unknown.container = "unknown";
	return unknown;
}

std::string failReasonOf(const SandboxMedia &media, const SandboxPost &post, const SandboxCreator &creator)
{
	if (media.container != containerOf(post.contentType) || !media.isComplete || media.isFragmented ||
	    !std::ranges::contains(kVideoCodecs, std::string_view(media.videoCodec)))
		return "file_format_check_failed";
	if (!isSide(media.width) || !isSide(media.height))
		return "picture_size_check_failed";
	if (media.frameRate_fps < kLeastFrameRate_fps - kFrameRateRounding_fps ||
	    media.frameRate_fps > kMostFrameRate_fps + kFrameRateRounding_fps)
		return "frame_rate_check_failed";
	const double most_s = post.kind == "draft" ? kMostDraftDuration_s : creator.maxVideoPostDuration_s;
	if (media.duration_s <= 0 || media.duration_s > most_s)
		return "duration_check_failed";
	return {};
}

} // namespace DirectPost::StandIn
