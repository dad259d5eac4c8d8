#pragma once

#include "JobRow.hpp"

#include <compose/State.hpp>

#include <QPointer>
#include <QWidget>

#include <map>

class QLabel;
class QPushButton;
class QRubberBand;
class QVBoxLayout;

namespace DirectPost::Ui {

// The posts: what is under way in the order of sending, then what is over, newest first, one line each. Of those that
// are over, a few; the user asks for more. Hidden, and without parts, until there is something to tell (see Notice);
// one sentence while it is known that there is none, unless something else wants the place.
class JobList : public QWidget {
	Q_OBJECT

public:
	JobList(const Texts &texts, QWidget *parent);

	// Each row says which account it goes to: several are connected, or, without that, in the list. Heeded by the
	// next showState().
	void nameAccounts(bool areSeveral) { areSeveral_ = areSeveral; }
	enum class Empty { Explained = 1, Hidden };
	// `refusal`: the last command about a post came to nothing.
	void showState(const Publish::QueueSnapshot &queue, const std::optional<Compose::JobRefusal> &refusal,
		       Empty empty = Empty::Explained);

signals:
	void commandWanted(qint64 job, DirectPost::Compose::JobCommand command);
	void moveWanted(qint64 job, qint64 place); // to where that one stands
	void editWanted(qint64 job);
	void openWanted(const QString &link);
	void copyWanted(const QString &text);
	void paceWanted(DirectPost::Publish::PaceMode mode);
	void clearFinishedWanted();
	void historyWanted();

private:
	void makeParts();
	QHBoxLayout *makeHeading();
	void sayThatThereAreNone(bool isSo);
	void showNotices(bool isElsewhere);
	void showRows();
	size_t shownCount() const;
	void dropRowsBeyond(size_t count);
	JobRow *makeRow(Publish::JobId id);
	Publish::JobId jobAt(QPoint place) const; // of the screen, in the queue; 0: none
	void showDropPlace(Publish::JobId onto);
	void keepReadingOrder();

	Texts texts_;
	Publish::QueueSnapshot queue_;
	std::optional<Compose::JobRefusal> jobRefusal_;
	bool areSeveral_ = false;
	size_t mostOver_; // how many of those that are over are shown
	Notice *trouble_ = nullptr;
	Notice *elsewhere_ = nullptr;
	QLabel *empty_ = nullptr;
	QLabel *processing_ = nullptr;
	QPushButton *history_ = nullptr;
	QVBoxLayout *rows_ = nullptr;
	QPushButton *more_ = nullptr;
	QPushButton *clear_ = nullptr;
	QRubberBand *dropPlace_ = nullptr; // while a post is dragged
	std::map<Publish::JobId, JobRow *> byId_;
	QList<QPointer<JobRow>> readingOrder_;
};

} // namespace DirectPost::Ui
