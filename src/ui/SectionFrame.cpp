#include "SectionFrame.hpp"

#include <QEvent>
#include <QFrame>
#include <QVBoxLayout>

namespace DirectPost::Ui {

SectionFrame::SectionFrame(QWidget *section, QWidget *parent) : QWidget(parent)
{
	auto *line = new QFrame(this);
	line->setFrameShape(QFrame::HLine);
	line->setFrameShadow(QFrame::Sunken);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(line);
	column->addWidget(section);
	if (section->isHidden())
		hide();
	section->installEventFilter(this);
}

bool SectionFrame::eventFilter(QObject *watched, QEvent *event)
{
	if (event->type() == QEvent::ShowToParent)
		setVisible(true);
	else if (event->type() == QEvent::HideToParent)
		setVisible(false);
	return QWidget::eventFilter(watched, event);
}

} // namespace DirectPost::Ui
