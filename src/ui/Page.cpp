#include "Page.hpp"

#include <QScrollArea>
#include <QVBoxLayout>

namespace DirectPost::Ui {

QVBoxLayout *scrollingColumn(QWidget *owner)
{
	auto *content = new QWidget;
	auto *column = new QVBoxLayout(content);
	auto *scroll = new QScrollArea(owner);
	scroll->setFrameShape(QFrame::NoFrame);
	scroll->setWidgetResizable(true);
	scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
	scroll->setFocusPolicy(Qt::NoFocus);
	scroll->setWidget(content);
	auto *whole = new QVBoxLayout(owner);
	whole->setContentsMargins(0, 0, 0, 0);
	whole->addWidget(scroll);
	return column;
}

} // namespace DirectPost::Ui
