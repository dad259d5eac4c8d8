#include "Page.hpp"

#include <QAccessibleWidget>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

QAccessibleInterface *readablePage(const QString &, QObject *object)
{
	auto *page = qobject_cast<Page *>(object);
	return page ? new QAccessibleWidget(page, QAccessible::Client) : nullptr;
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

ReadablePages::ReadablePages()
{
	QAccessible::installFactory(&readablePage);
}

ReadablePages::~ReadablePages()
{
	QAccessible::removeFactory(&readablePage);
}

} // namespace DirectPost::Ui
