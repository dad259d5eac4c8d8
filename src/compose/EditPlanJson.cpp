#include "EditPlanJson.hpp"

#include <stdexcept>

namespace DirectPost::Compose {

namespace {

using PlanJson = nlohmann::json;

PlanJson windowJson(const Media::Window &window)
{
	return {window.x_px, window.y_px, window.width_px, window.height_px};
}

Media::Window windowFrom(const PlanJson &json)
{
	return {.x_px = json.at(0).get<int>(),
		.y_px = json.at(1).get<int>(),
		.width_px = json.at(2).get<int>(),
		.height_px = json.at(3).get<int>()};
}

// The names in the file are never changed; the enumeration may be.
const std::vector<std::pair<Media::LayoutKind, const char *>> &layoutNames()
{
	static const std::vector<std::pair<Media::LayoutKind, const char *>> kNames = {
		{Media::LayoutKind::AsRecorded, "as_recorded"},
		{Media::LayoutKind::VerticalCrop, "vertical_crop"},
		{Media::LayoutKind::VerticalBlurred, "vertical_blurred"},
		{Media::LayoutKind::CameraOverGame, "camera_over_game"},
	};
	return kNames;
}

template <class Value> void write(PlanJson &json, const char *name, const std::optional<Value> &value)
{
	if (value)
		json[name] = *value;
}

template <class Value> void read(const PlanJson &json, const char *name, std::optional<Value> &value)
{
	if (json.contains(name))
		value = json.at(name).get<Value>();
}

PlanJson soundJson(const Media::SoundMix &sound)
{
	PlanJson json = {{"normalised", sound.isLoudnessNormalised}};
	if (!sound.tracks)
		return json;
	json["tracks"] = PlanJson::array();
	for (const Media::TrackLevel &track : *sound.tracks)
		json["tracks"].push_back({{"track", track.track}, {"level_db", track.level_dB}});
	return json;
}

Media::SoundMix soundFrom(const PlanJson &json)
{
	Media::SoundMix sound;
	sound.isLoudnessNormalised = json.value("normalised", false);
	if (!json.contains("tracks"))
		return sound;
	sound.tracks.emplace();
	for (const PlanJson &track : json.at("tracks"))
		sound.tracks->push_back({track.at("track").get<int>(), track.at("level_db").get<double>()});
	return sound;
}

} // namespace

std::string nameOf(Media::LayoutKind kind)
{
	for (const auto &[each, name] : layoutNames()) {
		if (each == kind)
			return name;
	}
	return {};
}

Media::LayoutKind layoutKindFrom(const std::string &name)
{
	for (const auto &[kind, each] : layoutNames()) {
		if (name == each)
			return kind;
	}
	throw std::runtime_error("unknown layout");
}

nlohmann::json jsonOf(const Media::PictureLayout &layout)
{
	return {{"kind", nameOf(layout.kind)},
		{"window", windowJson(layout.window)},
		{"camera", windowJson(layout.camera)},
		{"camera_share", layout.cameraShare_percent}};
}

Media::PictureLayout pictureLayoutFrom(const nlohmann::json &json)
{
	Media::PictureLayout layout;
	layout.kind = layoutKindFrom(json.at("kind").get<std::string>());
	layout.window = windowFrom(json.at("window"));
	layout.camera = windowFrom(json.at("camera"));
	layout.cameraShare_percent = json.at("camera_share").get<int>();
	if (layout.cameraShare_percent < Media::kLeastCameraShare_percent ||
	    layout.cameraShare_percent > Media::kMostCameraShare_percent)
		throw std::runtime_error("the camera's share makes no sense");
	return layout;
}

nlohmann::json jsonOf(const Media::EditPlan &plan)
{
	PlanJson json = PlanJson::object();
	write(json, "start_ms", plan.start_ms);
	write(json, "end_ms", plan.end_ms);
	write(json, "most_ms", plan.target.most_ms);
	write(json, "most_bytes", plan.target.most_bytes);
	if (plan.layout != Media::PictureLayout())
		json["layout"] = jsonOf(plan.layout);
	for (const Media::LayoutChange &change : plan.layoutChanges)
		json["layout_changes"].push_back({{"from_ms", change.from_ms}, {"layout", jsonOf(change.layout)}});
	if (plan.sound != Media::SoundMix())
		json["sound"] = soundJson(plan.sound);
	if (plan.isRepaired)
		json["repaired"] = true;
	return json;
}

Media::EditPlan editPlanFrom(const nlohmann::json &json)
{
	Media::EditPlan plan;
	read(json, "start_ms", plan.start_ms);
	read(json, "end_ms", plan.end_ms);
	read(json, "most_ms", plan.target.most_ms);
	read(json, "most_bytes", plan.target.most_bytes);
	if (json.contains("layout"))
		plan.layout = pictureLayoutFrom(json.at("layout"));
	for (const PlanJson &change : json.value("layout_changes", PlanJson::array()))
		plan.layoutChanges.push_back(
			{change.at("from_ms").get<int64_t>(), pictureLayoutFrom(change.at("layout"))});
	if (json.contains("sound"))
		plan.sound = soundFrom(json.at("sound"));
	plan.isRepaired = json.value("repaired", false);
	return plan;
}

nlohmann::json jsonOf(const std::vector<Media::SceneShown> &scenes)
{
	PlanJson list = PlanJson::array();
	for (const Media::SceneShown &scene : scenes) {
		PlanJson cameras = PlanJson::array();
		for (const Media::SeenCamera &camera : scene.cameras)
			cameras.push_back({{"source", camera.sourceName}, {"window", windowJson(camera.window)}});
		list.push_back({{"before_end_ms", scene.beforeEnd_ms},
				{"scene", scene.sceneName},
				{"cameras", std::move(cameras)}});
	}
	return list;
}

std::vector<Media::SceneShown> scenesShownFrom(const nlohmann::json &json)
{
	std::vector<Media::SceneShown> scenes;
	for (const PlanJson &scene : json) {
		scenes.push_back({.beforeEnd_ms = scene.at("before_end_ms").get<int64_t>(),
				  .sceneName = scene.at("scene").get<std::string>(),
				  .cameras = {}});
		for (const PlanJson &camera : scene.at("cameras"))
			scenes.back().cameras.push_back({.sourceName = camera.at("source").get<std::string>(),
							 .window = windowFrom(camera.at("window"))});
	}
	return scenes;
}

std::string textOf(const Media::EditPlan &plan)
{
	return plan.isPlain() ? std::string() : jsonOf(plan).dump();
}

Media::EditPlan editPlanFromText(const std::string &text)
try {
	return text.empty() ? Media::EditPlan() : editPlanFrom(nlohmann::json::parse(text));
} catch (const std::exception &) {
	return {};
}

} // namespace DirectPost::Compose
