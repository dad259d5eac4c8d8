#include "Outline.hpp"

#include <algorithm>

namespace DirectPost::Host {

namespace {

double area(const Outline &outline)
{
	double twice = 0;
	for (size_t at = 0; at < outline.size(); at++) {
		const Point &from = outline[at];
		const Point &to = outline[(at + 1) % outline.size()];
		twice += from.x * to.y - to.x * from.y;
	}
	return twice / 2;
}

// What lies on the inner side of the line, where `turn` says which that is.
Outline besideLine(const Outline &outline, Point from, Point to, double turn)
{
	const auto distance = [&](const Point &point) {
		return turn * ((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
	};
	Outline kept;
	for (size_t at = 0; at < outline.size(); at++) {
		const Point &here = outline[at];
		const Point &next = outline[(at + 1) % outline.size()];
		const double in = distance(here);
		const double inNext = distance(next);
		if (in >= 0)
			kept.push_back(here);
		if ((in < 0) == (inNext < 0))
			continue;
		const double part = in / (in - inNext);
		kept.push_back({here.x + part * (next.x - here.x), here.y + part * (next.y - here.y)});
	}
	return kept;
}

} // namespace

Outline rectangle(double width, double height)
{
	return {{0, 0}, {width, 0}, {width, height}, {0, height}};
}

// libobs multiplies rows by matrices.
Outline moved(const Outline &outline, const matrix4 &by)
{
	Outline result;
	for (const Point &point : outline)
		result.push_back(
			{point.x * by.x.x + point.y * by.y.x + by.t.x, point.x * by.x.y + point.y * by.y.y + by.t.y});
	return result;
}

Outline moved(const Outline &outline, double x, double y)
{
	Outline result = outline;
	for (Point &point : result)
		point = {point.x + x, point.y + y};
	return result;
}

Outline clipped(const Outline &outline, const Outline &to)
{
	const double turn = area(to) < 0 ? -1 : 1;
	Outline kept = outline;
	for (size_t at = 0; at < to.size(); at++)
		kept = besideLine(kept, to[at], to[(at + 1) % to.size()], turn);
	return kept;
}

Box boxAround(const Outline &outline)
{
	if (outline.empty())
		return {};
	const auto [left, right] = std::ranges::minmax(outline, {}, &Point::x);
	const auto [top, bottom] = std::ranges::minmax(outline, {}, &Point::y);
	return {.left = left.x, .top = top.y, .right = right.x, .bottom = bottom.y};
}

} // namespace DirectPost::Host
