#include "ElidedLabel.hpp"

#include <QPainter>
#include <QStyle>

namespace DirectPost::Ui {

ElidedLabel::ElidedLabel(QWidget *parent) : QLabel(parent)
{
	setTextFormat(Qt::PlainText);
	setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setWholeText(const QString &text)
{
	setText(text);
	setToolTip(text.toHtmlEscaped());
}

QSize ElidedLabel::minimumSizeHint() const
{
	return {fontMetrics().averageCharWidth() * 6, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
	QPainter painter(this);
	const QString fitting = fontMetrics().elidedText(text(), Qt::ElideMiddle, contentsRect().width());
	style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(), fitting,
			      foregroundRole());
}

} // namespace DirectPost::Ui
