#include <media/Texts.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <format>

namespace DirectPost::Media {

namespace {

constexpr int64_t kKilo = 1'000;
constexpr int64_t kMega = 1'000'000;
constexpr int64_t kGiga = 1'000'000'000;

// No trailing zeros: "60", "29.97".
std::string decimal(double value, int places)
{
	std::string text = std::format("{:.{}f}", value, places);
	if (text.find('.') == std::string::npos)
		return text;
	text.erase(text.find_last_not_of('0') + 1);
	if (text.ends_with('.'))
		text.pop_back();
	return text;
}

} // namespace

std::string sizeText(int64_t size_bytes)
{
	// Rounded up, so that a size over a limit never reads like the limit.
	const auto inUnits = [&](int64_t step_bytes) {
		return (size_bytes + step_bytes - 1) / step_bytes;
	};
	if (inUnits(kKilo) < 1000)
		return std::format("{} kB", inUnits(kKilo));
	if (inUnits(kMega / 10) < 10'000)
		return decimal(static_cast<double>(inUnits(kMega / 10)) / 10, 1) + " MB";
	return decimal(static_cast<double>(inUnits(kGiga / 100)) / 100, 2) + " GB";
}

std::string durationText(int64_t duration_ms)
{
	const int64_t total_s = std::max<int64_t>(0, duration_ms) / 1000;
	const int64_t hours = total_s / 3600;
	const int64_t minutes = total_s / 60 % 60;
	return hours > 0 ? std::format("{}:{:02}:{:02}", hours, minutes, total_s % 60)
			 : std::format("{}:{:02}", minutes, total_s % 60);
}

std::string preciseDurationText(int64_t duration_ms)
{
	// Rounded up: "3:00.1" for a clip one millisecond over three minutes.
	const int64_t tenths = (std::max<int64_t>(0, duration_ms) + 99) / 100;
	return std::format("{}.{}", durationText(tenths * 100), tenths % 10);
}

std::string frameRateText(const FrameRate &rate)
{
	return decimal(rate.perSecond(), 2) + " fps";
}

std::string resolutionText(const Size &size)
{
	return std::format("{}×{}", size.width_px, size.height_px);
}

std::string codecText(std::string_view codec)
{
	struct Name {
		std::string_view codec;
		std::string_view text;
	};
	static constexpr std::array kNames = {
		Name{"h264", "H.264"}, Name{"hevc", "H.265"},    Name{"vp8", "VP8"},       Name{"vp9", "VP9"},
		Name{"av1", "AV1"},    Name{"aac", "AAC"},       Name{"prores", "ProRes"}, Name{"mp3", "MP3"},
		Name{"opus", "Opus"},  Name{"vorbis", "Vorbis"},
	};
	const auto known = std::ranges::find(kNames, codec, &Name::codec);
	if (known != kNames.end())
		return std::string(known->text);
	if (codec.starts_with("pcm_"))
		return "PCM";
	std::string text(codec);
	std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
	return text;
}

std::string containerText(Container container)
{
	switch (container) {
	case Container::Mp4:
		return "MP4";
	case Container::QuickTime:
		return "MOV";
	case Container::WebM:
		return "WebM";
	case Container::Matroska:
		return "MKV";
	case Container::Flv:
		return "FLV";
	case Container::MpegTs:
		return "TS";
	case Container::MpegPs:
		return "MPEG";
	case Container::Avi:
		return "AVI";
	case Container::WindowsMedia:
		return "WMV";
	case Container::ThreeGp:
		return "3GP";
	default:
		return "?";
	}
}

} // namespace DirectPost::Media
