#include <host/RemuxRule.hpp>

namespace DirectPost::Host {

std::filesystem::path remuxTarget(const std::filesystem::path &recording, const RecordingSettings &settings)
{
	if (!settings.isAutoRemuxOn || settings.isFfmpegOutput || recording.empty())
		return {};
	const std::filesystem::path suffix = recording.extension();
	if (suffix == ".avi" || suffix == ".AVI")
		return {};

	std::filesystem::path target = recording;
	if (settings.format.starts_with("fragmented"))
		target.replace_extension(std::filesystem::path(".remuxed") += suffix);
	else if (settings.videoCodec == "prores")
		target.replace_extension(".mov");
	else
		target.replace_extension(".mp4");
	return target == recording ? std::filesystem::path{} : target;
}

} // namespace DirectPost::Host
