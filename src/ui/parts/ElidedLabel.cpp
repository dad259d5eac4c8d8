#include "ElidedLabel.hpp"

#include "ToolTip.hpp"

#include <QPainter>
#include <QStyle>

namespace DirectPost::Ui {

ElidedLabel::ElidedLabel(QWidget *parent) : QLabel(parent)
{
	setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setWholeText(const QString &text)
{
	if (text == whole_)
		return;
	whole_ = text;
	setAccessibleName(text);
	setToolTip(plainToolTip(text));
	update();
}

QSize ElidedLabel::sizeHint() const
{
	const QMargins margins = contentsMargins();
	return {fontMetrics().averageCharWidth() * 6, fontMetrics().height() + margins.top() + margins.bottom()};
}

QSize ElidedLabel::minimumSizeHint() const
{
	return sizeHint();
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
	QPainter painter(this);
	const QString fitting = fontMetrics().elidedText(whole_, Qt::ElideMiddle, contentsRect().width());
	style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(), fitting,
			      foregroundRole());
}

} // namespace DirectPost::Ui
