#pragma once

#include "JobRow.hpp"
#include "Portions.hpp"

#include <publish/Post.hpp>

#include <QPointer>
#include <QWidget>

#include <map>

class QPushButton;
class QVBoxLayout;

namespace DirectPost::Ui {

// The posts: what is under way in the order of sending, then what is over, newest first.
class JobList : public QWidget {
	Q_OBJECT

public:
	JobList(const Texts &texts, QWidget *parent);

	void showQueue(const Publish::QueueSnapshot &queue);
	QString linkOf(Publish::JobId id) const; // as it is shown; empty: there is none

signals:
	void wanted(qint64 job, DirectPost::Ui::JobAction action);
	void historyWanted();

private:
	bool show(size_t portion);
	void showFrame();
	bool showRow(size_t place);
	JobRow::State stateAt(size_t place) const;
	void makeRow(Publish::JobId id);
	bool putInReadingOrder();

	Texts texts_;
	Publish::QueueSnapshot queue_;
	Notice *trouble_;
	Notice *elsewhere_;
	QWidget *processing_;
	QPushButton *history_;
	QVBoxLayout *rows_;
	std::map<Publish::JobId, JobRow *> byId_;
	QList<QPointer<QWidget>> readingOrder_;
	Portions portions_;
};

} // namespace DirectPost::Ui
