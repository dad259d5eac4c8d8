#include "Avatar.hpp"

#include <QPainter>
#include <QPainterPath>

namespace DirectPost::Ui {

QPixmap roundAvatar(const QImage &avatar, int side_px, qreal devicePixelRatio)
{
	if (avatar.isNull())
		return {};
	const int side = static_cast<int>(side_px * devicePixelRatio);
	QPixmap round(side, side);
	round.fill(Qt::transparent);
	QPainter painter(&round);
	painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
	QPainterPath circle;
	circle.addEllipse(0, 0, side, side);
	painter.setClipPath(circle);
	painter.drawImage(QRect(0, 0, side, side), avatar);
	painter.end();
	round.setDevicePixelRatio(devicePixelRatio);
	return round;
}

} // namespace DirectPost::Ui
