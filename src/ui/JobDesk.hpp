#pragma once

#include "JobRow.hpp"

#include <publish/Publisher.hpp>

#include <QObject>

#include <functional>

namespace DirectPost::Ui {

class HistoryDialog;
class JobList;

// Carries out what the user wants of posts: of those in the list, and of those in the history.
class JobDesk : public QObject {
	Q_OBJECT

public:
	struct Parts {
		Publish::Publisher &publisher;
		JobList &list;
		HistoryDialog &history;
		std::function<void(const QString &link)> openLink;
	};
	explicit JobDesk(Parts parts, QObject *parent = nullptr);

private:
	void act(qint64 job, JobAction action);
	void showHistory();

	Parts parts_;
};

} // namespace DirectPost::Ui
