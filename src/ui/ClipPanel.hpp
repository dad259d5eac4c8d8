#pragma once

#include "Notice.hpp"

#include <ui/ClipInbox.hpp>

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace DirectPost::Ui {

class CheckList;
class ElidedLabel;

// The clip to be posted: picture, facts, checks, and how far its preparation is.
class ClipPanel : public QWidget {
	Q_OBJECT

public:
	ClipPanel(const Texts &texts, QWidget *parent);

	void showClip(const ClipInbox::Entry *clip); // nullptr: none
	void showFindings(const std::vector<Media::Finding> &findings);
	void showSlowLine(const std::optional<Error> &warning);

	// A clip that came while another one is being worked on.
	void offerNewer(const QString &name);
	void newerFailed(const QString &name, const Error &error);
	void withdrawOffer();

	void showRecordingFailure(const Error &error);
	void clearRecordingFailure();

signals:
	void chooseWanted();
	void photosWanted();
	void cancelWanted();
	void useNewerWanted();

private:
	QWidget *makeCard();
	void showFacts(const ClipInbox::Entry &clip);
	void showProgress(const ClipInbox::Entry &clip);

	Texts texts_;
	QLabel *empty_;
	QWidget *card_ = nullptr;
	QLabel *picture_ = nullptr;
	qint64 pictured_ = 0; // the picture shown, by its cache key
	ElidedLabel *name_ = nullptr;
	QLabel *length_ = nullptr;
	QLabel *format_ = nullptr;
	QWidget *work_;
	QLabel *step_;
	QProgressBar *progress_;
	QPushButton *cancel_;
	CheckList *checks_;
	Notice *slowLine_;
	Notice *failure_;
	Notice *recordingFailure_;
	Notice *newer_;
	QPushButton *useNewer_;
	QPushButton *choose_;
	QPushButton *photos_;
};

} // namespace DirectPost::Ui
