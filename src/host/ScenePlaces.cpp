#include "ScenePlaces.hpp"

#include <graphics/matrix4.h>
#include <graphics/vec2.h>
#include <obs.hpp>

#include <QPolygonF>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace DirectPost::Host {

namespace {

using Media::SourceKind;

constexpr double kLeastSide_px = 2;

struct KnownSource {
	std::string_view id; // without its version
	SourceKind kind;
};
// Of OBS 30 to 32's own plugins, on all systems, and of plugins whose sources are cameras alone.
constexpr std::array kKnownSources = {
	KnownSource{"dshow_input", SourceKind::Camera},
	KnownSource{"v4l2_input", SourceKind::Camera},
	KnownSource{"pipewire-camera-source", SourceKind::Camera},
	KnownSource{"av_capture_input", SourceKind::Camera},
	KnownSource{"macos-avcapture", SourceKind::Camera},
	KnownSource{"macos-avcapture-fast", SourceKind::Camera},
	KnownSource{"decklink-input", SourceKind::Camera},
	KnownSource{"droidcam_obs", SourceKind::Camera},
	KnownSource{"game_capture", SourceKind::Game},
	KnownSource{"window_capture", SourceKind::Game},
	KnownSource{"monitor_capture", SourceKind::Game},
	KnownSource{"display_capture", SourceKind::Game},
	KnownSource{"screen_capture", SourceKind::Game},
	KnownSource{"syphon-input", SourceKind::Game},
	KnownSource{"xcomposite_input", SourceKind::Game},
	KnownSource{"xshm_input", SourceKind::Game},
	KnownSource{"pipewire-desktop-capture-source", SourceKind::Game},
	KnownSource{"pipewire-window-capture-source", SourceKind::Game},
	KnownSource{"pipewire-screen-capture-source", SourceKind::Game},
	KnownSource{"vkcapture-source", SourceKind::Game},
};

std::string textOf(const char *text)
{
	return text ? text : "";
}

SourceKind kindOf(const obs_source_t *source)
{
	const std::string id = textOf(obs_source_get_unversioned_id(source));
	const auto known = std::ranges::find(kKnownSources, id, &KnownSource::id);
	return known == kKnownSources.end() ? SourceKind::Other : known->kind;
}

struct Crop {
	double left, top, right, bottom;
};

// "Crop to bounding box" cuts off what sticks out of the item's bounds, and OBS does not say how much that is.
void addBoundsCrop(const obs_sceneitem_t *item, QSizeF size, const matrix4 &draw, Crop &crop)
{
	const obs_bounds_type type = obs_sceneitem_get_bounds_type(item);
	if (!obs_sceneitem_get_bounds_crop(item) ||
	    (type != OBS_BOUNDS_SCALE_OUTER && type != OBS_BOUNDS_SCALE_TO_WIDTH && type != OBS_BOUNDS_SCALE_TO_HEIGHT))
		return;
	vec2 bounds = {};
	obs_sceneitem_get_bounds(item, &bounds);
	const uint32_t align = obs_sceneitem_get_bounds_alignment(item);
	const auto cut = [align](double length, double scale, float room, uint32_t atBegin, uint32_t atEnd,
				 double &begin, double &end) {
		const double overlap = length - begin - end - (scale > 0 ? room / scale : 0);
		if (overlap <= 0 || scale <= 0)
			return;
		const double before = (align & atBegin) ? 0 : (align & atEnd) ? overlap : overlap / 2;
		begin += std::round(before);
		end += std::round(overlap - before);
	};
	cut(size.width(), std::hypot(draw.x.x, draw.x.y), bounds.x, OBS_ALIGN_LEFT, OBS_ALIGN_RIGHT, crop.left,
	    crop.right);
	cut(size.height(), std::hypot(draw.y.x, draw.y.y), bounds.y, OBS_ALIGN_TOP, OBS_ALIGN_BOTTOM, crop.top,
	    crop.bottom);
}

// Where an item lies in the scene it belongs to.
struct Placed {
	QTransform toScene; // from the pixels of its source
	QPolygonF outline;  // of what is left of its picture, in the scene's pixels
	bool isCropped = false;
};

Placed place(const obs_sceneitem_t *item, QSizeF size)
{
	obs_sceneitem_crop cropped = {};
	obs_sceneitem_get_crop(item, &cropped);
	matrix4 draw = {};
	obs_sceneitem_get_draw_transform(item, &draw);
	Crop crop = {double(cropped.left), double(cropped.top), double(cropped.right), double(cropped.bottom)};
	addBoundsCrop(item, size, draw, crop);

	const QTransform fromCropped(draw.x.x, draw.x.y, draw.y.x, draw.y.y, draw.t.x, draw.t.y);
	const QRectF left(0, 0, size.width() - crop.left - crop.right, size.height() - crop.top - crop.bottom);
	return {.toScene = QTransform::fromTranslate(-crop.left, -crop.top) * fromCropped,
		.outline = fromCropped.map(QPolygonF(left)),
		.isCropped = left.size() != size};
}

// Convex ones alone. Most lie wholly inside.
QPolygonF common(const QPolygonF &outline, const QPolygonF &visible)
{
	const bool isUpright = visible.size() == 5 && QPolygonF(visible.boundingRect()) == visible;
	return isUpright && visible.boundingRect().contains(outline.boundingRect()) ? outline
										    : outline.intersected(visible);
}

// A walk through a scene and what is nested in it, from the lowest item to the uppermost.
struct Walk {
	QTransform toCanvas;
	QPolygonF visible; // of the canvas, through the scenes round this one
	std::vector<SourceInCanvas> &found;

	void lookInto(obs_scene_t *scene) const;
	void lookAt(obs_sceneitem_t *item) const;
};

void Walk::lookAt(obs_sceneitem_t *item) const
{
	obs_source_t *source = obs_sceneitem_get_source(item);
	const QSizeF size(obs_source_get_width(source), obs_source_get_height(source));
	if (!obs_sceneitem_visible(item) || !obs_source_enabled(source) || size.isEmpty())
		return;
	const Placed placed = place(item, size);
	const QPolygonF seen = common(toCanvas.map(placed.outline), visible);
	const QRectF area = seen.boundingRect();
	if (area.width() < kLeastSide_px || area.height() < kLeastSide_px)
		return;
	// OBS draws a scene within a scene, and what is cropped, into a picture of its own, which ends there.
	obs_scene_t *group = obs_group_from_source(source);
	obs_scene_t *nested = group ? group : obs_scene_from_source(source);
	const bool isCutOff = !group || placed.isCropped;
	if (nested)
		Walk{placed.toScene * toCanvas, isCutOff ? seen : visible, found}.lookInto(nested);
	found.push_back({textOf(obs_source_get_name(source)), kindOf(source), area});
}

// The render thread wants the scene's lock as well: it is kept for no longer than it takes to note the items.
void Walk::lookInto(obs_scene_t *scene) const
{
	std::vector<OBSSceneItem> items;
	const auto note = [](obs_scene_t *, obs_sceneitem_t *item, void *data) {
		static_cast<std::vector<OBSSceneItem> *>(data)->emplace_back(item);
		return true; // go on
	};
	obs_scene_enum_items(scene, note, &items);
	for (const OBSSceneItem &item : items)
		lookAt(item);
}

} // namespace

std::vector<SourceInCanvas> placesIn(obs_source_t *scene, QSizeF canvas)
{
	std::vector<SourceInCanvas> found;
	obs_scene_t *items = scene ? obs_scene_from_source(scene) : nullptr;
	if (!items)
		return found;
	Walk{.toCanvas = {}, .visible = QPolygonF(QRectF(QPointF(), canvas)), .found = found}.lookInto(items);
	std::ranges::reverse(found);
	std::vector<SourceInCanvas> once;
	for (SourceInCanvas &source : found) {
		if (std::ranges::find(once, source.name, &SourceInCanvas::name) == once.end())
			once.push_back(std::move(source));
	}
	return once;
}

} // namespace DirectPost::Host
