#include "SettingsFile.hpp"

#include "JsonFile.hpp"

#include <algorithm>

namespace DirectPost::Compose {

namespace {

constexpr auto kPreparedFolder = "prepared_folder";
constexpr auto kEncoder = "video_encoder";
constexpr auto kAlwaysEncodes = "always_encodes";
constexpr auto kTakesRecordings = "takes_recordings";
constexpr auto kTakesReplays = "takes_replays";
constexpr auto kTakesOtherOutputs = "takes_other_outputs";
constexpr auto kBeforeMark = "before_mark_ms";
constexpr auto kMayRemoteControlPost = "may_remote_control_post";
constexpr auto kNotifies = "notifies";

} // namespace

Settings loadSettings(const std::filesystem::path &file)
{
	const nlohmann::json json = readObject(file);
	Settings settings;
	const auto text = [&json](const char *key) {
		const auto value = json.find(key);
		return value != json.end() && value->is_string() ? value->get<std::string>() : std::string();
	};
	const auto isOn = [&json](const char *key, bool isAtFirst = false) {
		const auto value = json.find(key);
		return value != json.end() && value->is_boolean() ? value->get<bool>() : isAtFirst;
	};
	settings.preparedFolder = QString::fromStdString(text(kPreparedFolder));
	settings.encoder = {.encoder = text(kEncoder), .alwaysEncodes = isOn(kAlwaysEncodes)};
	settings.takesRecordings = isOn(kTakesRecordings, true);
	settings.takesReplays = isOn(kTakesReplays, true);
	settings.takesOtherOutputs = isOn(kTakesOtherOutputs, true);
	if (const auto before = json.find(kBeforeMark); before != json.end() && before->is_number_integer())
		settings.beforeMark_ms = std::clamp(before->get<int64_t>(), kLeastBeforeMark_ms, kMostBeforeMark_ms);
	settings.mayRemoteControlPost = isOn(kMayRemoteControlPost);
	settings.notifies = isOn(kNotifies, true);
	return settings;
}

std::string settingsText(const Settings &settings)
{
	return textOf({{kPreparedFolder, settings.preparedFolder.toStdString()},
		       {kEncoder, settings.encoder.encoder},
		       {kAlwaysEncodes, settings.encoder.alwaysEncodes},
		       {kTakesRecordings, settings.takesRecordings},
		       {kTakesReplays, settings.takesReplays},
		       {kTakesOtherOutputs, settings.takesOtherOutputs},
		       {kBeforeMark, settings.beforeMark_ms},
		       {kMayRemoteControlPost, settings.mayRemoteControlPost},
		       {kNotifies, settings.notifies}});
}

} // namespace DirectPost::Compose
