#include "TimeEdit.hpp"

#include "parts/EditLine.hpp"

#include <QKeyEvent>

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
	const bool mayChange = !isBeingTyped();
	time_ms_ = time_ms;
	if (mayChange)
		setText(timeText(time_ms, locale()));
}

bool TimeEdit::isBeingTyped() const
{
	return hasFocus() && text() != timeText(time_ms_, locale());
}

// Esc takes back what was typed; it is the window's only after that.
bool TimeEdit::event(QEvent *event)
{
	const bool isForShortcut = event->type() == QEvent::ShortcutOverride;
	if (isForShortcut && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && isBeingTyped()) {
		event->accept();
		return true;
	}
	return QLineEdit::event(event);
}

void TimeEdit::keyPressEvent(QKeyEvent *event)
{
	if (event->key() == Qt::Key_Escape && isBeingTyped())
		return setText(timeText(time_ms_, locale()));
	QLineEdit::keyPressEvent(event);
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
