#pragma once

#include <QLineEdit>

namespace DirectPost::Ui {

// A moment to the millisecond. What is typed counts when Enter is pressed or the field is left; what is no time is
// taken back.
class TimeEdit : public QLineEdit {
	Q_OBJECT

public:
	explicit TimeEdit(QWidget *parent);

	void showTime(qint64 time_ms); // not while somebody types

signals:
	void timeEntered(qint64 time_ms);

protected:
	bool event(QEvent *event) override;
	void keyPressEvent(QKeyEvent *event) override;

private:
	bool isBeingTyped() const;
	void take();

	qint64 time_ms_ = 0;
};

} // namespace DirectPost::Ui
