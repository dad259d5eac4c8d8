#include "FlowLayout.hpp"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace DirectPost::Ui {

FlowLayout::FlowLayout(QWidget *parent) : QLayout(parent)
{
	setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::insertWidget(int index, QWidget *widget)
{
	addWidget(widget);
	std::rotate(items_.begin() + index, items_.end() - 1, items_.end());
}

void FlowLayout::addItem(QLayoutItem *item)
{
	items_.emplace_back(item);
}

int FlowLayout::count() const
{
	return static_cast<int>(items_.size());
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
	return index >= 0 && index < count() ? items_[static_cast<size_t>(index)].get() : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
	if (index < 0 || index >= count())
		return nullptr;
	const auto place = items_.begin() + index;
	QLayoutItem *taken = place->release();
	items_.erase(place);
	return taken;
}

Qt::Orientations FlowLayout::expandingDirections() const
{
	return {};
}

bool FlowLayout::hasHeightForWidth() const
{
	return true;
}

int FlowLayout::heightForWidth(int width) const
{
	return flow(QRect(0, 0, width, 0), Act::Measure);
}

QSize FlowLayout::sizeHint() const
{
	QSize all(0, 0);
	for (const auto &item : items_) {
		if (item->isEmpty())
			continue;
		const QSize hint = item->sizeHint();
		all = {all.width() + hint.width() + spacing(), std::max(all.height(), hint.height())};
	}
	return all;
}

QSize FlowLayout::minimumSize() const
{
	QSize largest(0, 0);
	for (const auto &item : items_) {
		if (!item->isEmpty())
			largest = largest.expandedTo(item->minimumSize());
	}
	return largest;
}

void FlowLayout::setGeometry(const QRect &rect)
{
	QLayout::setGeometry(rect);
	flow(rect, Act::Place);
}

int FlowLayout::flow(const QRect &rect, Act act) const
{
	const int gap = std::max(spacing(), 0);
	int x = rect.x();
	int y = rect.y();
	int lineHeight = 0;
	for (const auto &item : items_) {
		if (item->isEmpty())
			continue;
		const QSize size(std::min(item->sizeHint().width(), rect.width()), item->sizeHint().height());
		if (x > rect.x() && x + size.width() > rect.x() + rect.width()) {
			x = rect.x();
			y += lineHeight + gap;
			lineHeight = 0;
		}
		if (act == Act::Place) {
			const QRect place(QPoint(x, y), size);
			const QWidget *owner = parentWidget();
			item->setGeometry(owner ? QStyle::visualRect(owner->layoutDirection(), rect, place) : place);
		}
		x += size.width() + gap;
		lineHeight = std::max(lineHeight, size.height());
	}
	return y + lineHeight - rect.y();
}

} // namespace DirectPost::Ui
