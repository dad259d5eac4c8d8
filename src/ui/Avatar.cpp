#include "Avatar.hpp"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QPainterPath>

namespace DirectPost::Ui {

QPixmap roundAvatar(const QByteArray &imageFile, int side_px, qreal devicePixelRatio)
{
	if (imageFile.isEmpty())
		return {};
	const int side = static_cast<int>(side_px * devicePixelRatio);
	QBuffer buffer;
	buffer.setData(imageFile);
	QImageReader reader(&buffer);
	reader.setScaledSize(QSize(side, side));
	const QImage image = reader.read();
	if (image.isNull())
		return {};
	QPixmap round(side, side);
	round.fill(Qt::transparent);
	QPainter painter(&round);
	painter.setRenderHint(QPainter::Antialiasing);
	QPainterPath circle;
	circle.addEllipse(0, 0, side, side);
	painter.setClipPath(circle);
	painter.drawImage(0, 0, image);
	painter.end();
	round.setDevicePixelRatio(devicePixelRatio);
	return round;
}

} // namespace DirectPost::Ui
