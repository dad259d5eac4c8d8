#pragma once

#include "Notice.hpp"
#include "Portions.hpp"

#include <publish/Post.hpp>

#include <QWidget>

#include <map>

class QVBoxLayout;

namespace DirectPost::Ui {

class JobRow;

// The posts, newest first.
class JobList : public QWidget {
	Q_OBJECT

public:
	JobList(const Texts &texts, QWidget *parent);

	void showQueue(const Publish::QueueSnapshot &queue);

signals:
	void cancelWanted(qint64 job);
	void retryWanted(qint64 job);
	void removeWanted(qint64 job);
	void openWanted(const QString &link);
	void copyWanted(const QString &link);

private:
	bool show(size_t portion);
	void showFrame();
	bool showRow(size_t place);
	JobRow *makeRow(Publish::JobId id);
	QString linkOf(Publish::JobId id) const;

	Texts texts_;
	Publish::QueueSnapshot queue_;
	Notice *elsewhere_;
	QWidget *processing_;
	QVBoxLayout *rows_;
	std::map<Publish::JobId, JobRow *> byId_;
	Portions portions_;
};

} // namespace DirectPost::Ui
