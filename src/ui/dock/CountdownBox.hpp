#pragma once

#include <ui/Texts.hpp>

#include <QWidget>

class QLabel;
class QProgressBar;

namespace DirectPost::Ui {

// A clip is about to be posted by auto-publish: how long it can still be stopped.
class CountdownBox : public QWidget {
	Q_OBJECT

public:
	CountdownBox(const Texts &texts, QWidget *parent);

	void showCountdown(const Compose::Countdown &countdown);

signals:
	void cancelWanted();
	void postNowWanted();

private:
	Texts texts_;
	QLabel *words_;
	QProgressBar *bar_;
};

} // namespace DirectPost::Ui
