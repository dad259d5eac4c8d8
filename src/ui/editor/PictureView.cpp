#include "PictureView.hpp"

#include <QPainter>

namespace DirectPost::Ui {

namespace {

constexpr QSize kUsualPicture_px(480, 270);
constexpr QSize kLeastPicture_px(90, 160);

// Of the picture's width and height, as TikTok's app lays them out over an upright video.
constexpr QRectF kWords(0.04, 0.80, 0.74, 0.14);
constexpr QRectF kBar(0.0, 0.95, 1.0, 0.05);
constexpr QRectF kTabs(0.2, 0.03, 0.6, 0.04);
constexpr double kButtonsLeft = 0.84;
constexpr double kButtonsTop = 0.42;
constexpr double kButton = 0.12; // of the width
constexpr int kButtons = 5;

QRectF within(const QRectF &area, const QRectF &part)
{
	return {area.x() + part.x() * area.width(), area.y() + part.y() * area.height(), part.width() * area.width(),
		part.height() * area.height()};
}

void paintPhoneButtons(QPainter &painter, const QRectF &area, const QPalette &palette)
{
	QColor fill = palette.color(QPalette::Window);
	fill.setAlpha(150);
	painter.setBrush(fill);
	painter.setPen(palette.color(QPalette::WindowText));
	for (const QRectF &part : {kWords, kBar, kTabs})
		painter.drawRoundedRect(within(area, part), 3, 3);
	const double side = kButton * area.width();
	for (int place = 0; place < kButtons; ++place) {
		const double y = area.y() + kButtonsTop * area.height() + place * side * 1.3;
		painter.drawEllipse(QRectF(area.x() + kButtonsLeft * area.width(), y, side, side));
	}
}

} // namespace

PictureView::PictureView(QWidget *parent) : QWidget(parent)
{
	setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
	setMinimumSize(kLeastPicture_px);
}

void PictureView::showPicture(const QImage &picture)
{
	picture_ = picture;
	update();
}

void PictureView::showPhoneButtons(bool isShown)
{
	arePhoneButtonsShown_ = isShown;
	update();
}

QSize PictureView::box_px() const
{
	return size() * devicePixelRatioF();
}

QSize PictureView::sizeHint() const
{
	return kUsualPicture_px;
}

QSizeF PictureView::shape() const
{
	return picture_.isNull() ? QSizeF() : QSizeF(picture_.size());
}

QRectF PictureView::pictureArea() const
{
	const QSizeF whole = shape();
	if (whole.isEmpty())
		return {};
	QRectF area({}, whole.scaled(size(), Qt::KeepAspectRatio));
	area.moveCenter(QRectF(rect()).center());
	return area;
}

void PictureView::paintEvent(QPaintEvent *)
{
	QPainter painter(this);
	painter.setRenderHint(QPainter::Antialiasing);
	painter.setRenderHint(QPainter::SmoothPixmapTransform);
	const QRectF area = pictureArea();
	if (area.isEmpty())
		return;
	if (!picture_.isNull())
		painter.drawImage(area, picture_);
	paintOver(painter);
	if (arePhoneButtonsShown_)
		paintPhoneButtons(painter, area, palette());
}

void PictureView::paintOver(QPainter &) {}

void PictureView::resizeEvent(QResizeEvent *event)
{
	QWidget::resizeEvent(event);
	emit resized();
}

} // namespace DirectPost::Ui
