#pragma once

#include "Notice.hpp"

#include <publish/AutoPublish.hpp>

#include <QWidget>

class QCheckBox;
class QLabel;
class QProgressBar;

namespace DirectPost::Ui {

// The toggle of auto-publish, what it is armed for, the countdown, and why a clip waits for the user after all.
class AutoPublishPanel : public QWidget {
	Q_OBJECT

public:
	AutoPublishPanel(const Texts &texts, QWidget *parent);

	QWidgetList urgent() const; // the countdown and why a clip was not posted: for a place that is always seen
	void showArmed(const Publish::Preset &preset, const QString &nickname);
	void showOff();
	void showCountdown(const QString &clipName, int left_s);
	void hideCountdown();
	void showReview(const QString &clipName, const QString &reason);
	void clearReview();

signals:
	void turnOnWanted();
	void turnOffWanted();
	void postNowWanted();
	void cancelWanted();

private:
	QWidget *makeCountdown();
	QString kindsText(const Publish::Preset &preset) const;

	Texts texts_;
	QCheckBox *toggle_;
	QLabel *armed_;
	QWidget *countdown_ = nullptr;
	QLabel *countdownText_ = nullptr;
	QProgressBar *bar_ = nullptr;
	Notice *review_;
};

} // namespace DirectPost::Ui
