#include "SourceView.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr double kCorner_px = 14;
constexpr int kKeyStep_px = 8; // of the picture
constexpr int kLeastWidth_px = 64;
constexpr int kLeftOutShade = 150; // of 255

int inside(int place, int length, int whole)
{
	return std::clamp(place, 0, std::max(0, whole - length));
}

} // namespace

SourceView::SourceView(QWidget *parent) : PictureView(parent)
{
	setMouseTracking(true);
}

void SourceView::showParts(Media::Size picture, std::vector<Part> parts)
{
	picture_ = picture;
	parts_ = std::move(parts);
	held_ = std::clamp(held_, 0, std::max(0, static_cast<int>(parts_.size()) - 1));
	setFocusPolicy(parts_.empty() ? Qt::NoFocus : Qt::StrongFocus);
	update();
}

QSizeF SourceView::shape() const
{
	return picture_.width_px > 0 ? QSizeF(picture_.width_px, picture_.height_px) : PictureView::shape();
}

double SourceView::scale() const
{
	return picture_.width_px > 0 ? pictureArea().width() / picture_.width_px : 1;
}

QRectF SourceView::areaOf(const Part &part) const
{
	const double factor = scale();
	const Media::Window &window = part.window;
	return {pictureArea().x() + window.x_px * factor, pictureArea().y() + window.y_px * factor,
		window.width_px * factor, window.height_px * factor};
}

void SourceView::mousePressEvent(QMouseEvent *event)
{
	for (int place = static_cast<int>(parts_.size()) - 1; place >= 0; --place) { // the upper one first
		const QRectF area = areaOf(parts_[static_cast<size_t>(place)]);
		if (!area.contains(event->position()))
			continue;
		const QPointF toCorner = area.bottomRight() - event->position();
		hold_ = toCorner.x() < kCorner_px && toCorner.y() < kCorner_px ? Hold::Corner : Hold::Whole;
		held_ = place;
		from_ = event->position();
		before_ = parts_[static_cast<size_t>(place)].window;
		emit grabbed();
		return;
	}
	PictureView::mousePressEvent(event);
}

void SourceView::mouseMoveEvent(QMouseEvent *event)
{
	if (hold_ == Hold::None || scale() <= 0)
		return;
	const QPointF by = (event->position() - from_) / scale();
	if (hold_ == Hold::Corner)
		return resizeTo(held_, before_.width_px + static_cast<int>(by.x()));
	Media::Window window = before_;
	window.x_px += static_cast<int>(by.x());
	window.y_px += static_cast<int>(by.y());
	move(held_, window);
}

void SourceView::mouseReleaseEvent(QMouseEvent *)
{
	hold_ = Hold::None;
}

void SourceView::keyPressEvent(QKeyEvent *event)
{
	if (parts_.empty() || !(event->modifiers() & Qt::ControlModifier))
		return PictureView::keyPressEvent(event);
	Media::Window window = parts_[static_cast<size_t>(held_)].window;
	const auto begin = [&] {
		before_ = window;
		emit grabbed();
	};
	switch (event->key()) {
	case Qt::Key_Left:
	case Qt::Key_Right:
		begin();
		window.x_px += event->key() == Qt::Key_Left ? -kKeyStep_px : kKeyStep_px;
		return move(held_, window);
	case Qt::Key_Up:
	case Qt::Key_Down:
		begin();
		window.y_px += event->key() == Qt::Key_Up ? -kKeyStep_px : kKeyStep_px;
		return move(held_, window);
	case Qt::Key_Plus:
	case Qt::Key_Minus:
		begin();
		return resizeTo(held_, window.width_px + (event->key() == Qt::Key_Plus ? 2 : -2) * kKeyStep_px);
	case Qt::Key_PageDown: // the next window
		held_ = (held_ + 1) % static_cast<int>(parts_.size());
		return update();
	default:
		PictureView::keyPressEvent(event);
	}
}

void SourceView::move(int place, Media::Window window)
{
	window.x_px = inside(window.x_px, window.width_px, picture_.width_px);
	window.y_px = inside(window.y_px, window.height_px, picture_.height_px);
	emit moved(place, window);
}

void SourceView::resizeTo(int place, int width_px)
{
	const double aspect = parts_[static_cast<size_t>(place)].aspect;
	Media::Window window = before_;
	const int most_px = std::min(picture_.width_px - window.x_px,
				     static_cast<int>((picture_.height_px - window.y_px) * aspect));
	window.width_px = std::clamp(width_px, std::min(kLeastWidth_px, most_px), most_px) & ~1;
	window.height_px = static_cast<int>(window.width_px / aspect) & ~1;
	emit moved(place, window);
}

void SourceView::paintOver(QPainter &painter)
{
	if (parts_.empty())
		return;
	QPainterPath rest;
	rest.addRect(pictureArea());
	for (const Part &part : parts_) {
		QPainterPath taken;
		taken.addRect(areaOf(part));
		rest = rest.subtracted(taken);
	}
	QColor shade = palette().color(QPalette::Window);
	shade.setAlpha(kLeftOutShade);
	painter.fillPath(rest, shade);
	for (size_t place = 0; place < parts_.size(); ++place) {
		const QRectF area = areaOf(parts_[place]);
		const bool isKeyboards = hasFocus() && static_cast<int>(place) == held_;
		painter.setBrush(Qt::NoBrush);
		painter.setPen(QPen(palette().color(QPalette::Highlight), isKeyboards ? 3 : 2));
		painter.drawRect(area);
		painter.setBrush(palette().highlight());
		painter.drawRect(QRectF(area.bottomRight() - QPointF(kCorner_px, kCorner_px) * 0.6,
					QSizeF(kCorner_px, kCorner_px) * 0.6));
		if (parts_[place].name.isEmpty())
			continue;
		const QRectF words = painter.fontMetrics().boundingRect(parts_[place].name).adjusted(-4, -2, 4, 2);
		const QRectF label(area.topLeft(), words.size());
		painter.fillRect(label, palette().highlight());
		painter.setPen(palette().color(QPalette::HighlightedText));
		painter.drawText(label, Qt::AlignCenter, parts_[place].name);
	}
}

} // namespace DirectPost::Ui
