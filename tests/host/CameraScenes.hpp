#pragma once

#include "ObsStubs.hpp"

#include <cmath>
#include <numbers>

// Sources and where a scene shows them, as OBS would say it.
namespace DirectPost::Host {

struct Placed {
	float x = 0;
	float y = 0;
	float scaleX = 1;
	float scaleY = 1;
	float rotation_deg = 0;
};

inline matrix4 transformOf(const Placed &placed)
{
	const float turn = placed.rotation_deg * std::numbers::pi_v<float> / 180;
	matrix4 result = {};
	result.x.x = placed.scaleX * std::cos(turn);
	result.x.y = placed.scaleX * std::sin(turn);
	result.y.x = -placed.scaleY * std::sin(turn);
	result.y.y = placed.scaleY * std::cos(turn);
	result.z.z = 1;
	result.t.x = placed.x;
	result.t.y = placed.y;
	result.t.w = 1;
	return result;
}

// A source and the item that shows it.
struct Shown {
	obs_source source;
	obs_scene_item item;

	Shown(std::string kind, uint32_t width, uint32_t height, const Placed &placed = {})
	{
		source.name = "Facecam";
		source.kind = std::move(kind);
		source.width = width;
		source.height = height;
		source.privateSettings = obs_data_create();
		item.source = &source;
		item.drawTransform = transformOf(placed);
	}
	~Shown() { obs_data_release(source.privateSettings); }
	Shown(const Shown &) = delete;
	Shown &operator=(const Shown &) = delete;
};

} // namespace DirectPost::Host
