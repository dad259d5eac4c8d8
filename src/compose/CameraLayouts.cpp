#include "CameraLayouts.hpp"

#include <compose/EditSession.hpp>

#include <algorithm>
#include <cmath>

namespace DirectPost::Compose {

namespace {

constexpr int kLeastShare_percent = 25;
constexpr int kMostShare_percent = 50; // the game is what the clip is about

int64_t areaOf(const Media::Window &window)
{
	return int64_t{window.width_px} * window.height_px;
}

const Media::SeenCamera *cameraOf(const Media::SceneShown &scene, Media::Size picture)
{
	const Media::SeenCamera *largest = nullptr;
	for (const Media::SeenCamera &camera : scene.cameras) {
		const int64_t area = areaOf(camera.window);
		if (area <= 0 || 2 * area > int64_t{picture.width_px} * picture.height_px)
			continue;
		if (!largest || area > areaOf(largest->window))
			largest = &camera;
	}
	return largest;
}

// As much of the upright picture as shows all of it.
int shareFor(const Media::Window &camera)
{
	const double height = static_cast<double>(Media::kUprightSize.width_px) * camera.height_px / camera.width_px;
	return std::clamp(static_cast<int>(std::lround(100 * height / Media::kUprightSize.height_px)),
			  kLeastShare_percent, kMostShare_percent);
}

Media::PictureLayout layoutOf(const Media::SceneShown &scene, Media::Size picture)
{
	const Media::SeenCamera *camera = cameraOf(scene, picture);
	if (!camera)
		return layoutFor(Media::LayoutKind::VerticalCrop, picture);
	return layoutFor(picture, camera->window, shareFor(camera->window));
}

} // namespace

std::vector<Media::LayoutChange>
cameraLayouts(const std::vector<Media::SceneShown> &scenes, Media::Size picture, int64_t duration_ms,
	      const std::function<std::optional<Media::PictureLayout>(const std::string &scene)> &remembered)
{
	std::vector<Media::LayoutChange> layouts;
	bool isCameraKnown = false;
	for (size_t at = 0; at < scenes.size(); at++) {
		const Media::SceneShown &scene = scenes[at];
		if (at + 1 < scenes.size() && scenes[at + 1].beforeEnd_ms >= duration_ms)
			continue; // it was over when the clip begins
		const auto own = remembered(scene.sceneName);
		const bool isOwn = own && own->kind == Media::LayoutKind::CameraOverGame;
		const Media::PictureLayout layout = isOwn ? *own : layoutOf(scene, picture);
		isCameraKnown = isCameraKnown || cameraOf(scene, picture);
		const int64_t from_ms = layouts.empty() ? 0 : duration_ms - scene.beforeEnd_ms;
		if (layouts.empty() || layouts.back().layout != layout)
			layouts.push_back({from_ms, layout});
	}
	return isCameraKnown ? layouts : std::vector<Media::LayoutChange>();
}

std::vector<std::string> cameraNames(const std::vector<Media::SceneShown> &scenes, Media::Size picture)
{
	std::vector<std::string> names;
	for (const Media::SceneShown &scene : scenes) {
		const Media::SeenCamera *camera = cameraOf(scene, picture);
		if (camera && std::ranges::find(names, camera->sourceName) == names.end())
			names.push_back(camera->sourceName);
	}
	return names;
}

} // namespace DirectPost::Compose
