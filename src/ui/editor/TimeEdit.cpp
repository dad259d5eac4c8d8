#include "TimeEdit.hpp"

#include "parts/EditLine.hpp"

namespace DirectPost::Ui {

TimeEdit::TimeEdit(QWidget *parent) : QLineEdit(parent)
{
	setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000")) + 16);
	connect(this, &QLineEdit::editingFinished, this, &TimeEdit::take);
	// A screen reader, or a voice, sets it as a whole and does not leave it then.
	connect(this, &QLineEdit::textChanged, this, [this] {
		if (!hasFocus())
			take();
	});
}

void TimeEdit::showTime(qint64 time_ms)
{
	const bool isBeingTyped = hasFocus() && text() != timeText(time_ms_, locale());
	time_ms_ = time_ms;
	if (!isBeingTyped)
		setText(timeText(time_ms, locale()));
}

void TimeEdit::take()
{
	const auto typed_ms = timeFrom(text());
	const bool isNew = typed_ms && *typed_ms != time_ms_;
	if (text() != timeText(time_ms_, locale()))
		setText(timeText(time_ms_, locale()));
	if (isNew)
		emit timeEntered(*typed_ms);
}

} // namespace DirectPost::Ui
