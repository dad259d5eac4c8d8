#include "ObsFacts.hpp"

#include "CapturedWindow.hpp"

#include <obs-frontend-api.h>
#include <obs.hpp>
#include <util/config-file.h>
#include <util/util.hpp>

namespace DirectPost::Host {

namespace {

std::string configText(config_t *config, const char *section, const char *name)
{
	const char *text = config_get_string(config, section, name);
	return text ? text : "";
}

} // namespace

std::string taken(char *text)
{
	BPtr<char> owned(text);
	return owned ? std::string(owned.Get()) : std::string();
}

std::string nameOf(const obs_output_t *output)
{
	const char *name = output ? obs_output_get_name(output) : nullptr;
	return name ? name : "";
}

Media::CaptureContext captureContext(const std::string &outputName)
{
	Media::CaptureContext context;
	context.outputName = outputName;
	context.profileName = taken(obs_frontend_get_current_profile());
	const OBSSourceAutoRelease scene = obs_frontend_get_current_scene();
	if (!scene)
		return context;
	const char *name = obs_source_get_name(scene);
	context.sceneName = name ? name : "";
	context.gameName = capturedWindow(scene);
	return context;
}

std::string capturedGame()
{
	const OBSSourceAutoRelease scene = obs_frontend_get_current_scene();
	return capturedWindow(scene);
}

RecordingSettings recordingSettings(const obs_output_t *output)
{
	RecordingSettings settings;
	config_t *config = obs_frontend_get_profile_config();
	if (!config)
		return settings;
	const bool isAdvanced = configText(config, "Output", "Mode") == "Advanced";
	settings.isAutoRemuxOn = config_get_bool(config, "Video", "AutoRemux");
	settings.isFfmpegOutput = isAdvanced && configText(config, "AdvOut", "RecType") == "FFmpeg";
	settings.format = configText(config, isAdvanced ? "AdvOut" : "SimpleOutput", "RecFormat2");
	if (const obs_encoder_t *encoder = output ? obs_output_get_video_encoder(output) : nullptr) {
		const char *codec = obs_encoder_get_codec(encoder);
		settings.videoCodec = codec ? codec : "";
	}
	return settings;
}

std::optional<std::string> fileOf(const obs_output_t *output)
{
	const OBSDataAutoRelease settings = output ? obs_output_get_settings(output) : nullptr;
	if (!settings)
		return std::nullopt;
	const std::string path = obs_data_get_string(settings, "path");
	if (!path.empty())
		return path;
	const std::string url = obs_data_get_string(settings, "url"); // the custom FFmpeg output's
	if (url.empty())
		return std::nullopt;
	return url.find("://") == std::string::npos ? url : std::string();
}

} // namespace DirectPost::Host
