#include "CameraFinding.hpp"

#include <algorithm>
#include <cmath>

namespace DirectPost::Compose {

namespace {

using Media::LayoutKind;
using Media::PictureLayout;
using Media::PlacedSource;
using Media::Size;
using Media::SourceKind;
using Media::Window;

constexpr double kFills = 0.5;          // of the picture, and it is no window in it
constexpr int kLeastShare_percent = 25; // of the upright picture, for the camera
constexpr int kMostShare_percent = 50;
constexpr double kUprightShape = 1080.0 / 1920;

bool fills(const Window &window, Size picture)
{
	return double(window.width_px) * window.height_px >= kFills * picture.width_px * picture.height_px;
}

Window scaled(const Window &window, Size from, Size to)
{
	if (from.width_px <= 0 || from.height_px <= 0 || from == to)
		return window;
	const auto across = [&](int x_px) {
		return static_cast<int>(std::lround(double(x_px) * to.width_px / from.width_px));
	};
	const auto down = [&](int y_px) {
		return static_cast<int>(std::lround(double(y_px) * to.height_px / from.height_px));
	};
	const int x_px = across(window.x_px);
	const int y_px = down(window.y_px);
	return {.x_px = x_px,
		.y_px = y_px,
		.width_px = across(window.x_px + window.width_px) - x_px,
		.height_px = down(window.y_px + window.height_px) - y_px};
}

// Names of sources that are a window in the picture at least once.
std::vector<std::string> smallSources(const std::vector<SceneOfClip> &scenes, Size picture)
{
	std::vector<std::string> names;
	for (const SceneOfClip &scene : scenes) {
		for (const PlacedSource &source : scene.sources) {
			const bool isKnown = std::ranges::find(names, source.name) != names.end();
			if (!isKnown && !fills(source.window, picture))
				names.push_back(source.name);
		}
	}
	return names;
}

std::optional<PlacedSource> cameraIn(const SceneOfClip &scene, const std::vector<std::string> &chosen,
				     const std::vector<std::string> &small)
{
	const auto byName = [&](const std::string &name) {
		return std::ranges::find(scene.sources, name, &PlacedSource::name);
	};
	for (const std::string &name : chosen) {
		if (const auto found = byName(name); found != scene.sources.end())
			return *found;
	}
	const auto found = std::ranges::find_if(scene.sources, [&](const PlacedSource &source) {
		return source.kind == SourceKind::Camera && std::ranges::find(small, source.name) != small.end();
	});
	return found == scene.sources.end() ? std::nullopt : std::optional(*found);
}

// So that all of the camera is seen, where that leaves enough for the game.
int shareFor(const Window &camera)
{
	const double share = 100 * kUprightShape * camera.height_px / std::max(1, camera.width_px);
	return std::clamp(static_cast<int>(std::lround(share)), kLeastShare_percent, kMostShare_percent);
}

Window gameIn(const SceneOfClip &scene, Size picture)
{
	const auto game = std::ranges::find_if(scene.sources, [&](const PlacedSource &source) {
		return source.kind == SourceKind::Game && fills(source.window, picture);
	});
	return game == scene.sources.end() ? Window{0, 0, picture.width_px, picture.height_px} : game->window;
}

// Beside the camera, where there is room for it there.
Window besideCamera(Window game, const Window &area, const Window &camera)
{
	const bool isOver = camera.x_px < game.x_px + game.width_px && game.x_px < camera.x_px + camera.width_px &&
			    camera.y_px < game.y_px + game.height_px && game.y_px < camera.y_px + camera.height_px;
	if (!isOver)
		return game;
	const int left_px = camera.x_px - game.width_px;
	const int right_px = camera.x_px + camera.width_px;
	const bool hasLeft = left_px >= area.x_px;
	const bool hasRight = right_px + game.width_px <= area.x_px + area.width_px;
	const bool isLeftNearer = game.x_px - left_px < right_px - game.x_px;
	if (hasLeft && (isLeftNearer || !hasRight))
		game.x_px = left_px;
	else if (hasRight)
		game.x_px = right_px;
	return game;
}

bool liesAs(const Window &one, const Window &other)
{
	constexpr int kSame_px = 2;
	return std::abs(one.x_px - other.x_px) <= kSame_px && std::abs(one.y_px - other.y_px) <= kSame_px &&
	       std::abs(one.width_px - other.width_px) <= kSame_px &&
	       std::abs(one.height_px - other.height_px) <= kSame_px;
}

PictureLayout layoutOf(const SceneOfClip &scene, Size picture, int share_percent, const SceneLayouts &remembered)
{
	const Window area = gameIn(scene, picture);
	if (!scene.camera || fills(scene.camera->window, picture))
		return cropOf(scene.camera ? scene.camera->window : area);
	const Window &camera = scene.camera->window;
	const auto earlier = remembered.withCamera(scene.name);
	if (earlier && earlier->layout.kind == LayoutKind::CameraOverGame && liesAs(*earlier->camera, camera))
		return earlier->layout;
	PictureLayout layout;
	layout.kind = LayoutKind::CameraOverGame;
	layout.cameraShare_percent = share_percent;
	layout.camera = largestIn(camera, aspectOfCamera(layout));
	layout.window = besideCamera(largestIn(area, aspectOfWindow(layout)), area, camera);
	return layout;
}

} // namespace

std::vector<SceneOfClip> scenesOf(const Media::CaptureContext &context, const Media::MediaFacts &facts,
				  const std::vector<std::string> &chosen)
{
	const int64_t duration_ms = facts.duration_us / 1000;
	std::vector<SceneOfClip> scenes;
	for (const Media::SceneOnAir &onAir : context.scenes) {
		const int64_t from_ms = std::max<int64_t>(0, duration_ms - onAir.beforeEnd_ms);
		if (from_ms == 0)
			scenes.clear(); // they were over before the file began
		if (from_ms >= duration_ms)
			break;
		SceneOfClip scene = {.from_ms = scenes.empty() ? 0 : from_ms,
				     .name = onAir.sceneName,
				     .sources = onAir.sources,
				     .camera = {}};
		for (PlacedSource &source : scene.sources)
			source.window = scaled(source.window, context.picture, facts.shown);
		scenes.push_back(std::move(scene));
	}
	const std::vector<std::string> small = smallSources(scenes, facts.shown);
	for (SceneOfClip &scene : scenes)
		scene.camera = cameraIn(scene, chosen, small);
	return scenes;
}

CameraFinding findCamera(const std::vector<SceneOfClip> &scenes, Media::Size picture, const SceneLayouts &remembered)
{
	CameraFinding finding = {.sources = smallSources(scenes, picture), .camera = {}, .layouts = {}};
	const auto isWindow = [&](const SceneOfClip &scene) {
		return scene.camera && !fills(scene.camera->window, picture);
	};
	const auto first = std::ranges::find_if(scenes, isWindow);
	if (first == scenes.end())
		return finding;
	finding.camera = first->camera->name;
	const int share_percent = shareFor(first->camera->window);
	Layouts layouts;
	for (const SceneOfClip &scene : scenes) {
		const PictureLayout layout = layoutOf(scene, picture, share_percent, remembered);
		const PictureLayout &last = layouts.changes.empty() ? layouts.first : layouts.changes.back().layout;
		if (scene.from_ms == 0)
			layouts.first = layout;
		else if (layout != last)
			layouts.changes.push_back({scene.from_ms, layout});
	}
	finding.layouts = std::move(layouts);
	return finding;
}

} // namespace DirectPost::Compose
