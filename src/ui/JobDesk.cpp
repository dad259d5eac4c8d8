#include "JobDesk.hpp"

#include "CopyText.hpp"
#include "HistoryDialog.hpp"
#include "JobList.hpp"
#include "OpenDialog.hpp"

namespace DirectPost::Ui {

JobDesk::JobDesk(Parts parts, QObject *parent) : QObject(parent), parts_(std::move(parts))
{
	Publish::Publisher &publisher = parts_.publisher;
	connect(&publisher, &Publish::Publisher::queueChanged, &parts_.list, &JobList::showQueue);
	connect(&publisher, &Publish::Publisher::historyFound, &parts_.history, &HistoryDialog::showFound);
	connect(&publisher, &Publish::Publisher::finished, &parts_.history, &HistoryDialog::refresh);
	connect(&parts_.list, &JobList::wanted, this, &JobDesk::act);
	connect(&parts_.list, &JobList::historyWanted, this, &JobDesk::showHistory, Qt::QueuedConnection);
	connect(&parts_.history, &HistoryDialog::searchWanted, &publisher, &Publish::Publisher::searchHistory);
	connect(&parts_.history, &HistoryDialog::openWanted, this,
		[this](const QString &link) { parts_.openLink(link); });
	connect(&parts_.history, &HistoryDialog::copyWanted, this, &copyText);
	parts_.list.showQueue(publisher.queue());
}

void JobDesk::act(qint64 job, JobAction action)
{
	Publish::Publisher &publisher = parts_.publisher;
	switch (action) {
	case JobAction::Cancel:
		return publisher.cancel(job);
	case JobAction::Pause:
		return publisher.pause(job);
	case JobAction::Resume:
		return publisher.resume(job);
	case JobAction::MoveEarlier:
		return publisher.moveEarlier(job);
	case JobAction::MoveLater:
		return publisher.moveLater(job);
	case JobAction::Open:
		return parts_.openLink(parts_.list.linkOf(job));
	case JobAction::CopyLink:
		return copyText(parts_.list.linkOf(job));
	case JobAction::Retry:
		return publisher.retry(job);
	case JobAction::Remove:
		return publisher.remove(job);
	}
}

void JobDesk::showHistory()
{
	if (!parts_.history.isVisible())
		parts_.history.begin();
	openSoon(parts_.history);
}

} // namespace DirectPost::Ui
