#include "SceneLayouts.hpp"

#include "EditPlanJson.hpp"
#include "JsonFile.hpp"

namespace DirectPost::Compose {

SceneLayouts::SceneLayouts(std::filesystem::path file) : file_(std::move(file))
{
	const nlohmann::json json = readObject(file_);
	for (const auto &[scene, layout] : json.items()) {
		try {
			layouts_.insert_or_assign(scene, pictureLayoutFrom(layout));
		} catch (const std::exception &) {
			// This scene begins anew, the others do not.
		}
	}
}

std::optional<Media::PictureLayout> SceneLayouts::of(const std::string &scene) const
{
	const auto known = layouts_.find(scene);
	return known == layouts_.end() ? std::nullopt : std::optional(known->second);
}

void SceneLayouts::keep(const std::string &scene, const Media::PictureLayout &layout)
{
	layouts_.insert_or_assign(scene, layout);
}

std::string SceneLayouts::text() const
{
	nlohmann::json json = nlohmann::json::object();
	for (const auto &[scene, layout] : layouts_)
		json[scene] = jsonOf(layout);
	return textOf(json);
}

} // namespace DirectPost::Compose
