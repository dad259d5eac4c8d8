#include "Timeline.hpp"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace DirectPost::Ui {

namespace {

constexpr int kHeight_px = 84;
constexpr double kStripPart = 0.62; // of the height; the rest shows the sound
constexpr double kHandle_px = 7;
constexpr int kEdge_px = 8; // room for a handle at each end
constexpr qint64 kClosest_ms = 500;
constexpr double kWheelZoom = 1.25;
constexpr int kCutAwayShade = 160;         // of 255
constexpr double kFlag_px = 6;             // to each side, and twice as high
constexpr QColor kFlagColour(255, 200, 0); // is seen on most pictures, and with its edge on all
constexpr auto kStripRest = std::chrono::milliseconds(150);

} // namespace

Timeline::Timeline(QWidget *parent) : QWidget(parent)
{
	setFocusPolicy(Qt::StrongFocus);
	setMouseTracking(true);
	setMinimumHeight(kHeight_px);
	setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
	stripTimer_.setSingleShot(true);
	stripTimer_.setInterval(kStripRest);
	connect(&stripTimer_, &QTimer::timeout, this, &Timeline::askForStrip);
}

QSize Timeline::sizeHint() const
{
	return {640, kHeight_px};
}

void Timeline::begin(qint64 duration_ms, double aspect)
{
	duration_ms_ = std::max<qint64>(1, duration_ms);
	aspect_ = aspect > 0 ? aspect : 1;
	from_ms_ = 0;
	length_ms_ = duration_ms_;
	askForStrip();
	update();
}

void Timeline::showKept(qint64 start_ms, qint64 end_ms)
{
	start_ms_ = start_ms;
	end_ms_ = end_ms;
	update();
}

void Timeline::showMarked(std::vector<Marked> marked)
{
	marked_ = std::move(marked);
	update();
}

void Timeline::showPlace(qint64 time_ms)
{
	place_ms_ = time_ms;
	const bool isInSight = time_ms >= from_ms_ && time_ms <= from_ms_ + length_ms_;
	if (!isInSight)
		look(time_ms - length_ms_ / 4, length_ms_);
	update();
}

void Timeline::showStrip(int place, const QImage &picture)
{
	strip_[place] = picture;
	update();
}

void Timeline::showLoudest(const std::vector<float> &loudest)
{
	loudest_ = loudest;
	update();
}

void Timeline::zoom(double factor)
{
	const auto length_ms = static_cast<qint64>(static_cast<double>(length_ms_) / factor);
	const double part = static_cast<double>(place_ms_ - from_ms_) / static_cast<double>(length_ms_);
	look(place_ms_ - static_cast<qint64>(std::clamp(part, 0.0, 1.0) * static_cast<double>(length_ms)), length_ms);
}

void Timeline::zoomOut()
{
	look(0, duration_ms_);
}

void Timeline::look(qint64 from_ms, qint64 length_ms)
{
	length_ms_ = std::clamp(length_ms, std::min(kClosest_ms, duration_ms_), duration_ms_);
	from_ms_ = std::clamp<qint64>(from_ms, 0, duration_ms_ - length_ms_);
	strip_.clear();
	stripTimer_.start();
	update();
}

QSize Timeline::picture_px() const
{
	const double stripHeight = height() * kStripPart;
	return {std::max(1, static_cast<int>(stripHeight * aspect_)), std::max(1, static_cast<int>(stripHeight))};
}

void Timeline::askForStrip()
{
	strip_.clear();
	stripCount_ = std::max(1, static_cast<int>(std::lround((width() - 2.0 * kEdge_px) / picture_px().width())));
	emit stripWanted(from_ms_, from_ms_ + length_ms_, stripCount_, picture_px() * devicePixelRatioF());
}

double Timeline::xOf(qint64 time_ms) const
{
	const double part = static_cast<double>(time_ms - from_ms_) / static_cast<double>(length_ms_);
	return kEdge_px + part * (width() - 2 * kEdge_px);
}

qint64 Timeline::timeAt(double x) const
{
	const double part = (x - kEdge_px) / std::max(1, width() - 2 * kEdge_px);
	const auto time_ms = from_ms_ + std::llround(part * static_cast<double>(length_ms_));
	return std::clamp<qint64>(time_ms, 0, duration_ms_);
}

Timeline::Hold Timeline::holdAt(double x) const
{
	const double toStart = std::abs(x - xOf(start_ms_));
	const double toEnd = std::abs(x - xOf(end_ms_));
	if (std::min(toStart, toEnd) > kHandle_px)
		return Hold::Place;
	return toStart < toEnd ? Hold::Start : Hold::End;
}

// The nearest, where several are close together.
const Timeline::Marked *Timeline::markedAt(QPointF place) const
{
	const auto distance = [&](const Marked &marked) {
		return std::abs(place.x() - xOf(marked.time_ms));
	};
	const auto nearest = std::ranges::min_element(marked_, {}, distance);
	const bool isFlag = nearest != marked_.end() && place.y() <= 2 * kFlag_px && distance(*nearest) <= kFlag_px;
	return isFlag ? &*nearest : nullptr;
}

bool Timeline::event(QEvent *event)
{
	if (event->type() != QEvent::ToolTip)
		return QWidget::event(event);
	const auto *help = static_cast<QHelpEvent *>(event);
	const Marked *marked = markedAt(help->pos());
	QToolTip::showText(help->globalPos(), marked ? marked->name : toolTip(), this);
	return true;
}

void Timeline::mousePressEvent(QMouseEvent *event)
{
	if (const Marked *marked = markedAt(event->position()))
		return emit markedWanted(marked->time_ms);
	hold_ = holdAt(event->position().x());
	if (hold_ == Hold::Place)
		emit placeMoved(timeAt(event->position().x()));
	else
		emit grabbed();
}

void Timeline::mouseMoveEvent(QMouseEvent *event)
{
	const double x = event->position().x();
	const qint64 time_ms = timeAt(x);
	switch (hold_) {
	case Hold::None:
		if (markedAt(event->position()))
			setCursor(Qt::PointingHandCursor);
		else
			setCursor(holdAt(x) == Hold::Place ? Qt::ArrowCursor : Qt::SizeHorCursor);
		break;
	case Hold::Start:
		emit startMoved(time_ms);
		break;
	case Hold::End:
		emit endMoved(time_ms);
		break;
	case Hold::Place:
		emit placeMoved(time_ms);
		break;
	}
}

void Timeline::mouseReleaseEvent(QMouseEvent *)
{
	hold_ = Hold::None;
}

void Timeline::wheelEvent(QWheelEvent *event)
{
	const bool isUp = event->angleDelta().y() > 0;
	if (event->modifiers() & Qt::ControlModifier)
		zoom(isUp ? kWheelZoom : 1 / kWheelZoom);
	else
		look(from_ms_ + (isUp ? -length_ms_ : length_ms_) / 10, length_ms_);
}

void Timeline::resizeEvent(QResizeEvent *event)
{
	QWidget::resizeEvent(event);
	if (stripCount_ > 0)
		stripTimer_.start();
}

void Timeline::paintEvent(QPaintEvent *)
{
	QPainter painter(this);
	painter.fillRect(rect().adjusted(kEdge_px, 0, -kEdge_px, 0), palette().base());
	paintStrip(painter);
	paintLoudness(painter);
	paintKept(painter);
	paintMarked(painter);
	if (!hasFocus())
		return;
	painter.setPen(palette().color(QPalette::Highlight));
	painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void Timeline::paintStrip(QPainter &painter) const
{
	if (stripCount_ == 0)
		return;
	const double each = (width() - 2.0 * kEdge_px) / stripCount_;
	for (const auto &[place, picture] : strip_) {
		const QRectF cell(kEdge_px + place * each, 0, each, height() * kStripPart);
		QRectF area({}, QSizeF(picture.size()).scaled(cell.size(), Qt::KeepAspectRatioByExpanding));
		area.moveCenter(cell.center());
		painter.save();
		painter.setClipRect(cell);
		painter.drawImage(area, picture);
		painter.restore();
	}
}

void Timeline::paintLoudness(QPainter &painter) const
{
	if (loudest_.empty())
		return;
	const double top = height() * kStripPart;
	const double middle = (top + height()) / 2;
	const double half = (height() - top) / 2 - 2;
	painter.setPen(palette().color(QPalette::WindowText));
	for (int x = kEdge_px; x < width() - kEdge_px; ++x) {
		const double part = static_cast<double>(timeAt(x)) / static_cast<double>(duration_ms_);
		const auto place =
			std::min(loudest_.size() - 1, static_cast<size_t>(part * static_cast<double>(loudest_.size())));
		const double reach = half * std::clamp(loudest_[place], 0.0F, 1.0F);
		painter.drawLine(QPointF(x, middle - reach), QPointF(x, middle + reach));
	}
}

void Timeline::paintKept(QPainter &painter) const
{
	QColor shade = palette().color(QPalette::Window);
	shade.setAlpha(kCutAwayShade);
	const double left = std::clamp(xOf(start_ms_), double(kEdge_px), double(width() - kEdge_px));
	const double right = std::clamp(xOf(end_ms_), double(kEdge_px), double(width() - kEdge_px));
	painter.fillRect(QRectF(kEdge_px, 0, left - kEdge_px, height()), shade);
	painter.fillRect(QRectF(right, 0, width() - kEdge_px - right, height()), shade);
	const QColor mark = palette().color(QPalette::Highlight);
	painter.setPen(QPen(mark, 2));
	painter.drawRect(QRectF(left, 1, right - left, height() - 2));
	for (const qint64 time_ms : {start_ms_, end_ms_}) {
		const double x = xOf(time_ms);
		if (x >= 0 && x <= width())
			painter.fillRect(QRectF(x - 3, 0, 6, height()), mark);
	}
	painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
	const double x = xOf(place_ms_);
	painter.drawLine(QPointF(x, 0), QPointF(x, height()));
}

void Timeline::paintMarked(QPainter &painter) const
{
	painter.save();
	painter.setRenderHint(QPainter::Antialiasing);
	painter.setPen(Qt::black);
	painter.setBrush(kFlagColour);
	for (const Marked &marked : marked_) {
		const double x = xOf(marked.time_ms);
		if (x < kEdge_px || x > width() - kEdge_px)
			continue;
		painter.drawRect(QRectF(x - 1, 0.5, 2, height() - 1));
		painter.drawConvexPolygon(QPolygonF({{x - kFlag_px, 0.5}, {x + kFlag_px, 0.5}, {x, 2 * kFlag_px}}));
	}
	painter.restore();
}

} // namespace DirectPost::Ui
