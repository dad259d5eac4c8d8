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
	std::vector<Placed> line;
	const auto endLine = [&] {
		if (act == Act::Place)
			place(line, lineHeight, rect);
		line.clear();
	};
	for (const auto &item : items_) {
		if (item->isEmpty())
			continue;
		const QSize size(std::min(item->sizeHint().width(), rect.width()), item->sizeHint().height());
		if (x > rect.x() && x + size.width() > rect.x() + rect.width()) {
			endLine();
			x = rect.x();
			y += lineHeight + gap;
			lineHeight = 0;
		}
		line.push_back({item.get(), QRect(QPoint(x, y), size)});
		x += size.width() + gap;
		lineHeight = std::max(lineHeight, size.height());
	}
	endLine();
	return y + lineHeight - rect.y();
}

// What is lower than its line stands in the middle of it.
void FlowLayout::place(const std::vector<Placed> &line, int lineHeight, const QRect &rect) const
{
	const QWidget *owner = parentWidget();
	for (const Placed &one : line) {
		const QRect at = one.at.translated(0, (lineHeight - one.at.height()) / 2);
		one.item->setGeometry(owner ? QStyle::visualRect(owner->layoutDirection(), rect, at) : at);
	}
}

} // namespace DirectPost::Ui
