#include "ObsStubs.hpp"

// Sources, scenes and what a scene shows: the stubs' second half.

extern "C" {

const char *obs_source_get_name(const obs_source_t *source)
{
	return source->name.c_str();
}

proc_handler_t *obs_source_get_proc_handler(const obs_source_t *source)
{
	return source->procs;
}

void obs_source_release(obs_source_t *) {}

const char *obs_source_get_unversioned_id(const obs_source_t *source)
{
	return source->kind.c_str();
}

obs_data_t *obs_source_get_settings(const obs_source_t *source)
{
	if (!source->settings)
		return obs_data_create();
	obs_data_addref(source->settings);
	return source->settings;
}

// Here a scene is a source with items.
obs_scene_t *obs_scene_from_source(const obs_source_t *source)
{
	return source->items.empty() || source->isGroup
		       ? nullptr
		       : reinterpret_cast<obs_scene_t *>(const_cast<obs_source_t *>(source));
}

obs_scene_t *obs_group_from_source(const obs_source_t *source)
{
	return source->isGroup ? reinterpret_cast<obs_scene_t *>(const_cast<obs_source_t *>(source)) : nullptr;
}

void obs_scene_enum_items(obs_scene_t *scene, bool (*callback)(obs_scene_t *, obs_sceneitem_t *, void *), void *data)
{
	for (obs_scene_item *item : reinterpret_cast<obs_source_t *>(scene)->items)
		if (!callback(scene, item, data))
			return;
}

bool obs_sceneitem_visible(const obs_sceneitem_t *item)
{
	return item->isVisible;
}

void obs_sceneitem_get_draw_transform(const obs_sceneitem_t *item, matrix4 *transform)
{
	*transform = item->drawTransform;
}

void obs_sceneitem_get_box_transform(const obs_sceneitem_t *item, matrix4 *transform)
{
	*transform = item->boxTransform;
}

void obs_sceneitem_get_crop(const obs_sceneitem_t *item, obs_sceneitem_crop *crop)
{
	*crop = item->crop;
}

bool obs_sceneitem_get_bounds_crop(const obs_sceneitem_t *item)
{
	return item->isCroppedToBounds;
}

obs_bounds_type obs_sceneitem_get_bounds_type(const obs_sceneitem_t *item)
{
	return item->isCroppedToBounds ? OBS_BOUNDS_SCALE_OUTER : OBS_BOUNDS_NONE;
}

uint32_t obs_source_get_width(obs_source_t *source)
{
	return source->width;
}

uint32_t obs_source_get_height(obs_source_t *source)
{
	return source->height;
}

obs_data_t *obs_source_get_private_settings(obs_source_t *source)
{
	if (!source->privateSettings)
		return obs_data_create();
	obs_data_addref(source->privateSettings);
	return source->privateSettings;
}

obs_source_t *obs_get_output_source(uint32_t)
{
	return ObsStub::current->sceneOnAir;
}

obs_source_type obs_source_get_type(const obs_source_t *)
{
	return OBS_SOURCE_TYPE_SCENE;
}

obs_source_t *obs_transition_get_active_source(obs_source_t *transition)
{
	return transition;
}

obs_source_t *obs_sceneitem_get_source(const obs_sceneitem_t *item)
{
	return item->source;
}

} // extern "C"
