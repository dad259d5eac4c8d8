#include "JobList.hpp"

#include "JobRow.hpp"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

JobList::JobList(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  elsewhere_(new Notice(texts, this)),
	  rows_(new QVBoxLayout),
	  portions_([this](size_t portion) { return show(portion); }, this)
{
	setObjectName(QStringLiteral("jobList"));
	elsewhere_->setObjectName(QStringLiteral("drivenElsewhere"));
	auto *heading = new QLabel(texts.text("Job.Heading"), this);
	QFont bold = heading->font();
	bold.setBold(true);
	heading->setFont(bold);
	auto *processing = new QLabel(texts.text("Job.ProcessingNote"), this);
	processing->setObjectName(QStringLiteral("processingNote"));
	processing->setWordWrap(true);
	processing_ = processing;
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(heading);
	column->addWidget(elsewhere_);
	column->addWidget(processing);
	column->addLayout(rows_);
	rows_->setSpacing(10);
	hide();
}

void JobList::showQueue(const Publish::QueueSnapshot &queue)
{
	queue_ = queue;
	portions_.restart();
}

// First the frame, then row by row; the rows that show their job already cost nothing.
bool JobList::show(size_t portion)
{
	if (portion == 0) {
		showFrame();
		return true;
	}
	for (size_t place = 0; place < queue_.jobs.size(); ++place) {
		if (showRow(place))
			return true;
	}
	return false;
}

void JobList::showFrame()
{
	std::erase_if(byId_, [this](const auto &entry) {
		if (std::ranges::contains(queue_.jobs, entry.first, &Publish::JobSnapshot::id))
			return false;
		entry.second->hide();
		rows_->removeWidget(entry.second);
		entry.second->deleteLater(); // it may be the sender of the click that removed it
		return true;
	});
	processing_->setVisible(std::ranges::any_of(queue_.jobs, [](const Publish::JobSnapshot &job) {
		return job.stage == Publish::JobStage::Processing || job.stage == Publish::JobStage::Confirming ||
		       job.stage == Publish::JobStage::Published;
	}));
	if (queue_.isDrivenHere)
		elsewhere_->clear();
	else
		elsewhere_->say(Mood::Info, texts_.text("Job.DrivenElsewhere"));
	setVisible(!queue_.jobs.empty() || !queue_.isDrivenHere);
}

// True: there was something to do.
bool JobList::showRow(size_t place)
{
	const Publish::JobSnapshot &job = queue_.jobs[place];
	const auto known = byId_.find(job.id);
	if (known == byId_.end()) {
		rows_->insertWidget(static_cast<int>(place), makeRow(job.id));
		return true;
	}
	return known->second->showJob(job);
}

JobRow *JobList::makeRow(Publish::JobId id)
{
	auto *row = new JobRow(texts_, this);
	connect(row, &JobRow::cancelWanted, this, [this, id] { emit cancelWanted(id); });
	connect(row, &JobRow::retryWanted, this, [this, id] { emit retryWanted(id); });
	connect(row, &JobRow::removeWanted, this, [this, id] { emit removeWanted(id); });
	connect(row, &JobRow::openWanted, this, [this, id] { emit openWanted(linkOf(id)); });
	connect(row, &JobRow::copyWanted, this, [this, id] { emit copyWanted(linkOf(id)); });
	byId_.emplace(id, row);
	return row;
}

QString JobList::linkOf(Publish::JobId id) const
{
	const auto found = std::ranges::find(queue_.jobs, id, &Publish::JobSnapshot::id);
	return found == queue_.jobs.end() ? QString() : QString::fromStdString(found->link);
}

} // namespace DirectPost::Ui
