#include "JobList.hpp"

#include "JobRow.hpp"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

JobList::JobList(const Texts &texts, QWidget *parent)
	: QWidget(parent), texts_(texts), elsewhere_(new Notice(texts, this)), rows_(new QVBoxLayout)
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
	links_.clear();
	std::map<Publish::JobId, JobRow *> kept;
	int place = 0;
	for (const Publish::JobSnapshot &job : queue.jobs) {
		JobRow *row = byId_.contains(job.id) ? byId_.extract(job.id).mapped() : makeRow(job.id);
		if (rows_->indexOf(row) != place)
			rows_->insertWidget(place, row);
		++place;
		row->showJob(job);
		kept.emplace(job.id, row);
		links_.emplace(job.id, QString::fromStdString(job.link));
	}
	for (const auto &[id, row] : byId_)
		row->deleteLater(); // it may be the sender of the click that removed it
	byId_ = std::move(kept);

	processing_->setVisible(std::ranges::any_of(queue.jobs, [](const Publish::JobSnapshot &job) {
		return job.stage == Publish::JobStage::Processing || job.stage == Publish::JobStage::Confirming ||
		       job.stage == Publish::JobStage::Published;
	}));
	if (queue.isDrivenHere)
		elsewhere_->clear();
	else
		elsewhere_->say(Mood::Info, texts_.text("Job.DrivenElsewhere"));
	setVisible(!queue.jobs.empty() || !queue.isDrivenHere);
}

JobRow *JobList::makeRow(Publish::JobId id)
{
	auto *row = new JobRow(texts_, this);
	connect(row, &JobRow::cancelWanted, this, [this, id] { emit cancelWanted(id); });
	connect(row, &JobRow::retryWanted, this, [this, id] { emit retryWanted(id); });
	connect(row, &JobRow::removeWanted, this, [this, id] { emit removeWanted(id); });
	connect(row, &JobRow::openWanted, this, [this, id] { emit openWanted(linkOf(id)); });
	connect(row, &JobRow::copyWanted, this, [this, id] { emit copyWanted(linkOf(id)); });
	return row;
}

QString JobList::linkOf(Publish::JobId id) const
{
	const auto found = links_.find(id);
	return found == links_.end() ? QString() : found->second;
}

} // namespace DirectPost::Ui
