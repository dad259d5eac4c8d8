#pragma once

#include <QLabel>

namespace DirectPost::Ui {

inline QLabel *paragraph(const QString &text, QWidget *parent)
{
	auto *label = new QLabel(text, parent);
	label->setWordWrap(true);
	return label;
}

} // namespace DirectPost::Ui
