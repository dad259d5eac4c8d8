#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QTimeEdit;

namespace DirectPost::Ui {

// "6 Mbit/s".
QString megabits(const Texts &texts, int64_t bitsPerSecond);

// How fast posts go while OBS is live. In sight while it is, and where anything but the usual was chosen.
class PaceRow : public QWidget {
	Q_OBJECT

public:
	PaceRow(const Texts &texts, QWidget *parent);

	void showState(const Publish::PaceSettings &settings, bool isLive);

signals:
	void chosen(const DirectPost::Publish::PaceSettings &settings);

private:
	void makeParts();
	QWidget *makeHours();
	Publish::PaceSettings settings() const;

	Texts texts_;
	QComboBox *mode_ = nullptr;
	QDoubleSpinBox *cap_ = nullptr;
	QWidget *hours_ = nullptr; // of the timetable
	QTimeEdit *freeFrom_ = nullptr;
	QTimeEdit *freeTo_ = nullptr;
};

} // namespace DirectPost::Ui
