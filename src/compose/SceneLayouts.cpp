#include "SceneLayouts.hpp"

#include "EditPlanJson.hpp"
#include "JsonFile.hpp"

namespace DirectPost::Compose {

SceneLayouts::SceneLayouts(std::filesystem::path file) : file_(std::move(file))
{
	const auto json = readJson(file_);
	if (!json || !json->is_object())
		return;
	for (const auto &[scene, stored] : json->items()) {
		try {
			SceneLayout known = {.layout = pictureLayoutFrom(stored), .camera = {}};
			if (stored.contains("found_camera"))
				known.camera = windowFrom(stored.at("found_camera"));
			layouts_.insert_or_assign(scene, known);
		} catch (const std::exception &) {
			// This scene begins anew, the others do not.
		}
	}
}

std::optional<Media::PictureLayout> SceneLayouts::of(const std::string &scene) const
{
	const auto known = layouts_.find(scene);
	return known == layouts_.end() ? std::nullopt : std::optional(known->second.layout);
}

std::optional<SceneLayout> SceneLayouts::withCamera(const std::string &scene) const
{
	const auto known = layouts_.find(scene);
	return known == layouts_.end() || !known->second.camera ? std::nullopt : std::optional(known->second);
}

bool SceneLayouts::keep(const std::string &scene, const SceneLayout &layout)
{
	const auto known = layouts_.find(scene);
	if (known != layouts_.end() && known->second == layout)
		return false;
	layouts_.insert_or_assign(scene, layout);
	return true;
}

std::string SceneLayouts::text() const
{
	nlohmann::json json = nlohmann::json::object();
	for (const auto &[scene, known] : layouts_) {
		json[scene] = jsonOf(known.layout);
		if (known.camera)
			json[scene]["found_camera"] = jsonOf(*known.camera);
	}
	return textOf(json);
}

} // namespace DirectPost::Compose
