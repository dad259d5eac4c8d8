#pragma once

#include <media/Thumbnail.hpp>

#include <QImage>

namespace DirectPost::Compose {

inline QImage imageFrom(const Media::Picture &picture)
{
	const QImage view(picture.rgba.data(), picture.width_px, picture.height_px, qsizetype{picture.width_px} * 4,
			  QImage::Format_RGBA8888);
	return view.copy();
}

} // namespace DirectPost::Compose
