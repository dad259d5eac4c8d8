#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QWidget>

#include <functional>

class QProgressBar;

namespace DirectPost::Ui {

class CountdownBox;
class ElidedLabel;
class Notice;
class SubmitBar;

// The end of the dock, always in sight: how far the running upload is, and below it the way to post the clip in the
// form. A countdown, or the reason why auto-publish left a clip, takes the place of the latter.
class Foot : public QWidget {
	Q_OBJECT

public:
	Foot(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	void showState(const Compose::State &state);

signals:
	void postWanted();
	void postAgainWanted(); // although the clip was posted already
	void askAgainWanted();
	void postNowWanted();
	void cancelCountdownWanted();
	void reviewSeen(quint64 clip);

private:
	QWidget *makeUpload();
	void showUpload(const Publish::QueueSnapshot &queue);
	void showSubmit(const Compose::State &state);

	Texts texts_;
	quint64 reviewed_ = Compose::kNoClip; // the clip whose review is shown
	QWidget *upload_;
	QProgressBar *progress_ = nullptr;
	ElidedLabel *transfer_ = nullptr;
	CountdownBox *countdown_;
	Notice *review_;
	SubmitBar *submit_;
};

} // namespace DirectPost::Ui
