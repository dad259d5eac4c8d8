#pragma once

#include <graphics/matrix4.h>

#include <vector>

// Convex outlines in the plane of a scene, in its pixels. Pure.
namespace DirectPost::Host {

struct Point {
	double x = 0;
	double y = 0;
};
using Outline = std::vector<Point>; // its corners in turn, either way round; empty: nothing

Outline rectangle(double width, double height); // from 0, 0
Outline moved(const Outline &outline, const matrix4 &by);
Outline moved(const Outline &outline, double x, double y);
Outline clipped(const Outline &outline, const Outline &to);

struct Box {
	double left = 0;
	double top = 0;
	double right = 0;
	double bottom = 0;

	bool operator==(const Box &) const = default;
};
Box boxAround(const Outline &outline);

} // namespace DirectPost::Host
