#pragma once

#include <QImage>
#include <QPixmap>

namespace DirectPost::Ui {

// The picture in a circle of this many logical pixels; null for none.
QPixmap roundAvatar(const QImage &avatar, int side_px, qreal devicePixelRatio);

} // namespace DirectPost::Ui
