#pragma once

#include <media/CaptureContext.hpp>

#include <obs.h>

#include <QRectF>

#include <string>
#include <vector>

// What lies where in a scene. UI thread; takes each scene's lock for some microseconds.
namespace DirectPost::Host {

struct SourceInCanvas {
	std::string name;
	Media::SourceKind kind = Media::SourceKind::Other;
	QRectF area; // round all that can be seen of it, in the canvas's pixels

	bool operator==(const SourceInCanvas &) const = default;
};

// Every source with a picture that can be seen, also in groups and in scenes within the scene, which are themselves
// among them: the uppermost first. One that is seen twice is named where it lies uppermost.
std::vector<SourceInCanvas> placesIn(obs_source_t *scene, QSizeF canvas);

} // namespace DirectPost::Host
