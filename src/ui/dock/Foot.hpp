#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;

namespace DirectPost::Ui {

class ElidedLabel;
class MenuButton;
class Notice;
class SubmitBar;

// The end of the dock, always in sight: how far the running upload is, and below it the way to post the clip in the
// form, now or later, or to send it as a draft. A countdown, or the reason why auto-publish left a clip, takes the
// place of the latter. What is not there at first gets its parts when it is needed (see Notice).
class Foot : public QWidget {
	Q_OBJECT

public:
	Foot(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	void showState(const Compose::State &state);

signals:
	void postWanted();
	void postAgainWanted(); // although the clip was posted already
	void laterWanted();     // at a time that is still to be asked for
	void afterStreamWanted();
	void draftWanted();
	void draftAgainWanted(); // likewise
	void connectAgainWanted();
	void askAgainWanted();
	void postNowWanted(quint64 clip);
	void cancelCountdownWanted(quint64 clip);
	void reviewSeen(quint64 clip);

private:
	void makeUpload();
	void makeLaterMenu();
	void makeCountdown();
	void showCountdown(const Compose::State &state);
	void showReview(const Compose::Review *review);
	void showUpload(const Publish::QueueSnapshot &queue);
	void showSubmit(const Compose::State &state);
	void showLater(const Compose::State &state);
	void showAccount(const Compose::State &state, bool isFormsTurn);
	void showDraft(const Compose::State &state);

	Texts texts_;
	quint64 reviewed_ = Compose::kNoClip; // the clip whose review is shown
	QWidget *upload_;
	QProgressBar *progress_ = nullptr;
	ElidedLabel *transfer_ = nullptr;
	QWidget *countdown_;
	quint64 counted_ = Compose::kNoClip; // the clip whose countdown is shown
	QLabel *countdownWords_ = nullptr;
	QProgressBar *countdownBar_ = nullptr;
	Notice *review_;
	Notice *draftTrouble_;
	ElidedLabel *account_ = nullptr; // to which the clip in the form goes, where there are several
	SubmitBar *submit_;
	QPushButton *draft_;
	MenuButton *later_;
	QAction *afterStream_ = nullptr; // in its menu, once it was opened
	bool mayPostAfterStream_ = false;
};

} // namespace DirectPost::Ui
