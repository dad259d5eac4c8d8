#pragma once

#include "parts/Notice.hpp"

#include <QToolButton>

namespace DirectPost::Ui {

// The one line of a post that is over: how it went and what it is called. Pressed, it shows the rest, or hides it
// again.
class JobHead : public QToolButton {
	Q_OBJECT

public:
	explicit JobHead(const Texts &texts, QWidget *parent);

	void say(Mood mood, const QString &title, const QString &outcome);
	QString title() const { return title_; }
	QSize sizeHint() const override;
	QSize minimumSizeHint() const override;

protected:
	void paintEvent(QPaintEvent *event) override;
	void changeEvent(QEvent *event) override;

private:
	void nameIt();

	Texts texts_;
	Mood mood_ = Mood::Info;
	QString title_;
	QString outcome_;
	QPixmap icon_; // null: to be made anew
};

} // namespace DirectPost::Ui
