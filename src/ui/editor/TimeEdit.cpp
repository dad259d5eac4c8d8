#include "TimeEdit.hpp"

#include "parts/EditLine.hpp"

namespace DirectPost::Ui {

TimeEdit::TimeEdit(QWidget *parent) : QLineEdit(parent)
{
	setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000")) + 16);
	connect(this, &QLineEdit::editingFinished, this, &TimeEdit::take);
}

void TimeEdit::showTime(qint64 time_ms)
{
	time_ms_ = time_ms;
	if (!isModified())
		setText(timeText(time_ms));
}

void TimeEdit::take()
{
	if (!isModified())
		return;
	setModified(false);
	const auto typed_ms = timeFrom(text());
	setText(timeText(time_ms_));
	if (typed_ms && *typed_ms != time_ms_)
		emit timeEntered(*typed_ms);
}

} // namespace DirectPost::Ui
