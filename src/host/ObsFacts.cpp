#include "ObsFacts.hpp"

#include <obs-frontend-api.h>
#include <obs.hpp>
#include <util/config-file.h>
#include <util/util.hpp>

#include <algorithm>

namespace DirectPost::Host {

namespace {

constexpr int64_t kSecond_ns = 1'000'000'000;
constexpr int64_t kLongestLag_ns = 2 * kSecond_ns; // more is no encoder's doing

std::string configText(config_t *config, const char *section, const char *name)
{
	const char *text = config_get_string(config, section, name);
	return text ? text : "";
}

// Game and window captures answer "get_hooked" with the window they show; other sources do not know the question.
std::string hookedTitle(obs_source_t *source)
{
	calldata_t answer{};
	proc_handler_call(obs_source_get_proc_handler(source), "get_hooked", &answer);
	const char *title = calldata_bool(&answer, "hooked") ? calldata_string(&answer, "title") : nullptr;
	std::string result = title ? title : "";
	calldata_free(&answer);
	return result;
}

// Of the recording, which may be of another size than the canvas.
Media::Size pictureOf(const obs_output_t *output)
{
	if (!output)
		return {};
	return {static_cast<int>(obs_output_get_width(output)), static_cast<int>(obs_output_get_height(output))};
}

struct Sharing {
	const obs_output_t *output;
	const obs_encoder_t *encoder;
	bool isShared = false;
};

bool lookForSharing(void *data, obs_output_t *other)
{
	auto &sharing = *static_cast<Sharing *>(data);
	sharing.isShared = other != sharing.output && obs_output_active(other) &&
			   (obs_output_get_flags(other) & OBS_OUTPUT_ENCODED) != 0 &&
			   obs_output_get_video_encoder(other) == sharing.encoder;
	return !sharing.isShared; // go on
}

bool lookForGame(obs_scene_t *, obs_sceneitem_t *item, void *data)
{
	auto &game = *static_cast<std::string *>(data);
	if (obs_sceneitem_visible(item))
		game = hookedTitle(obs_sceneitem_get_source(item));
	return game.empty(); // go on
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

Media::CaptureContext captureContext(const obs_output_t *output, const SceneHistory &history, const Period &period)
{
	Media::CaptureContext context;
	context.outputName = nameOf(output);
	context.profileName = taken(obs_frontend_get_current_profile());
	context.collectionName = taken(obs_frontend_get_current_scene_collection());
	context.picture = pictureOf(output);
	if (context.picture.width_px > 0)
		context.scenes = history.during(period, context.picture);
	const OBSSourceAutoRelease scene = obs_frontend_get_current_scene();
	if (!scene)
		return context;
	const char *name = obs_source_get_name(scene);
	context.sceneName = name ? name : "";
	if (obs_scene_t *items = obs_scene_from_source(scene))
		obs_scene_enum_items(items, lookForGame, &context.gameName);
	return context;
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

bool isEncoderShared(const obs_output_t *output)
{
	Sharing sharing = {.output = output, .encoder = output ? obs_output_get_video_encoder(output) : nullptr};
	if (sharing.encoder)
		obs_enum_outputs(lookForSharing, &sharing);
	return sharing.isShared;
}

uint64_t encoderLag_ns(const obs_output_t *output, int64_t recorded_ns)
{
	obs_video_info video = {};
	if (!output || !obs_get_video_info(&video) || video.fps_num == 0)
		return 0;
	const int64_t got_ns =
		int64_t{obs_output_get_total_frames(output)} * kSecond_ns * video.fps_den / video.fps_num;
	return static_cast<uint64_t>(std::clamp<int64_t>(recorded_ns - got_ns, 0, kLongestLag_ns));
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
