#include "Page.hpp"

#include <QAccessibleWidget>
#include <QLayout>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

QAccessibleInterface *readablePage(const QString &, QObject *object)
{
	auto *page = qobject_cast<Page *>(object);
	return page ? new QAccessibleWidget(page, QAccessible::Client) : nullptr;
}

void addStops(QWidget &widget, QList<QWidget *> &stops);

void addStops(QLayout &layout, QList<QWidget *> &stops)
{
	for (int place = 0; QLayoutItem *item = layout.itemAt(place); ++place) {
		if (item->widget())
			addStops(*item->widget(), stops);
		else if (item->layout())
			addStops(*item->layout(), stops);
	}
}

void addStops(QWidget &widget, QList<QWidget *> &stops)
{
	if (widget.focusPolicy() & Qt::TabFocus)
		stops += &widget;
	if (auto *area = qobject_cast<QScrollArea *>(&widget); area && area->widget())
		addStops(*area->widget(), stops);
	if (widget.layout())
		addStops(*widget.layout(), stops);
}

} // namespace

Page::Page(QWidget *parent) : QScrollArea(parent)
{
	auto *content = new QWidget;
	column_ = new QVBoxLayout(content);
	setFrameShape(QFrame::NoFrame);
	setWidgetResizable(true);
	setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
	setFocusPolicy(Qt::NoFocus);
	setWidget(content);
}

void polishAll(const QWidget &dialog)
{
	dialog.ensurePolished();
	for (const QWidget *part : dialog.findChildren<QWidget *>())
		part->ensurePolished();
}

ReadablePages::ReadablePages()
{
	QAccessible::installFactory(&readablePage);
}

ReadablePages::~ReadablePages()
{
	QAccessible::removeFactory(&readablePage);
}

void orderTabs(const QList<QWidget *> &parts)
{
	QList<QWidget *> stops;
	for (QWidget *part : parts)
		addStops(*part, stops);
	for (qsizetype place = 1; place < stops.size(); ++place)
		QWidget::setTabOrder(stops[place - 1], stops[place]);
}

} // namespace DirectPost::Ui
