#pragma once

#include <QByteArray>
#include <QPixmap>

namespace DirectPost::Ui {

// The picture in a circle of this many logical pixels; null when the bytes are no picture. Scales while decoding.
QPixmap roundAvatar(const QByteArray &imageFile, int side_px, qreal devicePixelRatio);

} // namespace DirectPost::Ui
