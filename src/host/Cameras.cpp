#include "Cameras.hpp"

#include <obs.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace DirectPost::Host {

namespace {

constexpr const char *kMark = "direct_post_camera"; // in the source's private settings

constexpr std::array<std::string_view, 6> kDevices = {"v4l2_input",      "dshow_input",          "av_capture_input",
						      "macos-avcapture", "macos-avcapture-fast", "decklink-input"};

bool isDevice(const obs_source_t *source)
{
	const char *kind = obs_source_get_unversioned_id(source);
	return kind && std::ranges::find(kDevices, kind) != kDevices.end();
}

// What an item takes of its source.
Outline takenOf(const obs_source_t *source, const obs_sceneitem_crop &crop)
{
	const double width = static_cast<double>(obs_source_get_width(const_cast<obs_source_t *>(source)));
	const double height = static_cast<double>(obs_source_get_height(const_cast<obs_source_t *>(source)));
	return rectangle(std::max(0.0, width - crop.left - crop.right), std::max(0.0, height - crop.top - crop.bottom));
}

Outline placed(const Outline &outline, const obs_sceneitem_t *item)
{
	matrix4 place;
	obs_sceneitem_get_draw_transform(item, &place);
	Outline result = moved(outline, place);
	if (!obs_sceneitem_get_bounds_crop(item) || obs_sceneitem_get_bounds_type(item) == OBS_BOUNDS_NONE)
		return result;
	obs_sceneitem_get_box_transform(item, &place);
	return clipped(result, moved(rectangle(1, 1), place));
}

bool lookForCameras(obs_scene_t *, obs_sceneitem_t *item, void *data)
{
	auto &found = *static_cast<std::vector<CameraOutline> *>(data);
	if (!obs_sceneitem_visible(item))
		return true;
	obs_source_t *source = obs_sceneitem_get_source(item);
	obs_sceneitem_crop crop = {};
	obs_sceneitem_get_crop(item, &crop);
	const Outline taken = takenOf(source, crop);
	obs_scene_t *inner = obs_scene_from_source(source);
	if (!inner)
		inner = obs_group_from_source(source);
	std::vector<CameraOutline> cameras;
	if (inner)
		obs_scene_enum_items(inner, lookForCameras, &cameras);
	else if (isCamera(source))
		cameras.push_back({obs_source_get_name(source), moved(taken, crop.left, crop.top)});
	for (CameraOutline &camera : cameras) {
		camera.outline = placed(clipped(moved(camera.outline, -crop.left, -crop.top), taken), item);
		found.push_back(std::move(camera));
	}
	return true;
}

} // namespace

bool isCamera(obs_source_t *source)
{
	const OBSDataAutoRelease kept = obs_source_get_private_settings(source);
	return obs_data_has_user_value(kept, kMark) ? obs_data_get_bool(kept, kMark) : isDevice(source);
}

void markCamera(obs_source_t *source, bool isOne)
{
	const OBSDataAutoRelease kept = obs_source_get_private_settings(source);
	obs_data_set_bool(kept, kMark, isOne);
}

bool CameraOutline::isSeen() const
{
	const Box box = boxAround(outline);
	return box.right - box.left >= 1 && box.bottom - box.top >= 1;
}

std::vector<CameraOutline> camerasIn(const obs_source_t *scene)
{
	std::vector<CameraOutline> found;
	obs_scene_t *items = scene ? obs_scene_from_source(scene) : nullptr;
	if (!items)
		return found;
	obs_scene_enum_items(items, lookForCameras, &found);
	const Outline picture = takenOf(scene, {});
	for (CameraOutline &camera : found)
		camera.outline = clipped(camera.outline, picture);
	std::erase_if(found, [](const CameraOutline &camera) { return !camera.isSeen(); });
	return found;
}

} // namespace DirectPost::Host
