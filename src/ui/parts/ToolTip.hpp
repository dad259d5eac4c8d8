#pragma once

#include <QString>
#include <QTextDocument>

namespace DirectPost::Ui {

// A tool tip that says these words as they are: Qt takes what looks like HTML for HTML.
inline QString plainToolTip(const QString &words)
{
	return Qt::mightBeRichText(words) ? QStringLiteral("<span>%1</span>").arg(words.toHtmlEscaped()) : words;
}

} // namespace DirectPost::Ui
