#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QDialog>

#include <functional>

class QDateTime;
class QDateTimeEdit;
class QLabel;
class QSpinBox;

namespace DirectPost::Ui {

class SubmitBar;

// When a clip is to be posted, and the creator's consent to it. Closes with the answer.
class LaterDialog : public QDialog {
	Q_OBJECT

public:
	LaterDialog(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	void begin(Compose::ClipId clip); // anew, with a time of today or tomorrow
	// What keeps the clip from being posted; closes when it is gone, or is being posted.
	void showState(const Compose::State &state);

signals:
	void postWanted(quint64 clip, const QDateTime &moment, int grace_min);
	void askAgainWanted();

private:
	Compose::ClipId clip_ = Compose::kNoClip;
	QLabel *name_;
	QDateTimeEdit *moment_;
	QSpinBox *grace_;
	SubmitBar *submit_;
};

} // namespace DirectPost::Ui
