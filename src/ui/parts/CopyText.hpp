#pragma once

#include <QClipboard>
#include <QGuiApplication>

namespace DirectPost::Ui {

inline void copyText(const QString &text)
{
	QGuiApplication::clipboard()->setText(text);
}

} // namespace DirectPost::Ui
