#include "JobList.hpp"

#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"
#include "parts/Notice.hpp"

#include <QLabel>
#include <QPushButton>
#include <QRubberBand>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace DirectPost::Ui {

using Publish::JobSnapshot;
using Publish::JobStage;

namespace {

constexpr size_t kOverAtOnce = 8; // each costs OBS's style some milliseconds

QPushButton *footButton(const Texts &texts, const char *textKey, const char *objectName, QWidget *parent)
{
	auto *button = new QPushButton(texts.text(textKey), parent);
	button->setObjectName(QLatin1StringView(objectName));
	button->hide();
	return button;
}

} // namespace

JobList::JobList(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts), mostOver_(kOverAtOnce)
{
	setObjectName(QStringLiteral("jobList"));
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	hide();
}

void JobList::makeParts()
{
	trouble_ = new Notice(texts_, this);
	elsewhere_ = new Notice(texts_, this);
	processing_ = new QLabel(texts_.text("Job.ProcessingNote"), this);
	history_ = new QPushButton(texts_.text("Job.History"), this);
	rows_ = new QVBoxLayout;
	trouble_->setObjectName(QStringLiteral("storeTrouble"));
	elsewhere_->setObjectName(QStringLiteral("drivenElsewhere"));
	processing_->setObjectName(QStringLiteral("processingNote"));
	processing_->setWordWrap(true);
	processing_->hide();
	history_->setObjectName(QStringLiteral("historyButton"));

	auto *column = qobject_cast<QVBoxLayout *>(layout());
	column->insertLayout(0, makeHeading()); // above what is said while there is none
	column->addWidget(trouble_);
	column->addWidget(elsewhere_);
	column->addLayout(rows_);
	column->addWidget(processing_);
	rows_->setSpacing(6);
	auto *foot = new QWidget(this);
	auto *flow = new FlowLayout(foot);
	flow->addWidget(more_ = footButton(texts_, "Job.ShowMore", "moreJobsButton", foot));
	flow->addWidget(clear_ = footButton(texts_, "Job.ClearFinished", "clearFinishedButton", foot));
	column->addWidget(foot);

	connect(history_, &QPushButton::clicked, this, &JobList::historyWanted);
	connect(clear_, &QPushButton::clicked, this, &JobList::clearFinishedWanted);
	connect(more_, &QPushButton::clicked, this, [this] {
		mostOver_ += kOverAtOnce;
		showRows();
	});
}

QHBoxLayout *JobList::makeHeading()
{
	auto *heading = new QLabel(texts_.text("Job.Heading"), this);
	QFont bold = heading->font();
	bold.setBold(true);
	heading->setFont(bold);
	auto *row = new QHBoxLayout;
	row->addWidget(heading, 1);
	row->addWidget(history_);
	return row;
}

void JobList::showState(const Publish::QueueSnapshot &queue, const std::optional<Compose::JobRefusal> &refusal,
			Empty empty)
{
	queue_ = queue;
	jobRefusal_ = refusal;
	const bool isElsewhere = queue.isDrivenElsewhere();
	const bool isNeeded = !queue.jobs.empty() || queue.hasHistory || isElsewhere || queue.trouble;
	const bool isEmpty = queue.isRead && !isNeeded && empty == Empty::Explained;
	if (isNeeded && !rows_)
		makeParts();
	if (rows_) {
		showNotices(isElsewhere);
		showRows();
	}
	sayThatThereAreNone(isEmpty);
	showIf(*this, isNeeded || isEmpty);
}

void JobList::sayThatThereAreNone(bool isSo)
{
	if (isSo && !empty_) {
		empty_ = new QLabel(texts_.text("Job.None"), this);
		empty_->setObjectName(QStringLiteral("noJobs"));
		empty_->setWordWrap(true);
		layout()->addWidget(empty_);
	}
	if (empty_)
		showIf(*empty_, isSo);
}

void JobList::showNotices(bool isElsewhere)
{
	// A refusal that belongs to no single row is "Clear finished"'s.
	const bool isClearingRefused = jobRefusal_ && jobRefusal_->job == 0;
	trouble_->say(Mood::Problem,
		      !queue_.trouble && isClearingRefused ? std::optional(jobRefusal_->error) : queue_.trouble);
	elsewhere_->say(Mood::Info, isElsewhere ? texts_.text("Job.DrivenElsewhere") : QString());
	showIf(*processing_, std::ranges::any_of(queue_.jobs, [](const JobSnapshot &job) {
		const bool isAtTikTok = job.stage == JobStage::Confirming || job.stage == JobStage::Processing;
		return isAtTikTok && !job.isDraft;
	}));
	showIf(*history_, queue_.hasHistory);
}

void JobList::showRows()
{
	const size_t count = shownCount();
	const bool areOfSeveral = std::ranges::any_of(queue_.jobs, [this](const JobSnapshot &job) {
		return job.accountUsername != queue_.jobs.front().accountUsername;
	});
	dropRowsBeyond(count);
	for (size_t place = 0; place < count; ++place) {
		const JobSnapshot &job = queue_.jobs[place];
		const auto known = byId_.find(job.id);
		JobRow *row = known == byId_.end() ? makeRow(job.id) : known->second;
		const bool isRefused = jobRefusal_ && jobRefusal_->job == job.id;
		row->nameAccount(areSeveral_ || areOfSeveral);
		row->showJob(job, isRefused ? std::optional(jobRefusal_->error) : std::nullopt);
		if (const int index = static_cast<int>(place); rows_->indexOf(row) != index) {
			rows_->removeWidget(row);
			rows_->insertWidget(index, row);
			row->show();
		}
	}
	const size_t hidden = queue_.jobs.size() - count;
	if (hidden > 0)
		more_->setText(texts_.text("Job.ShowMore", {{"count", QString::number(hidden)}}));
	more_->setVisible(hidden > 0);
	clear_->setVisible(std::ranges::any_of(queue_.jobs, &JobSnapshot::mayRemove));
	keepReadingOrder();
}

size_t JobList::shownCount() const
{
	const auto firstOver =
		std::ranges::find_if(queue_.jobs, [](const JobSnapshot &job) { return Publish::isOver(job.stage); });
	const auto underWay = static_cast<size_t>(firstOver - queue_.jobs.begin());
	return std::min(queue_.jobs.size(), underWay + mostOver_);
}

void JobList::dropRowsBeyond(size_t count)
{
	std::erase_if(byId_, [this, count](const auto &entry) {
		const auto place = std::ranges::find(queue_.jobs, entry.first, &JobSnapshot::id);
		if (static_cast<size_t>(place - queue_.jobs.begin()) < count)
			return false;
		entry.second->hide();
		rows_->removeWidget(entry.second);
		entry.second->deleteLater(); // it may be the sender of the click that removed it
		return true;
	});
}

JobRow *JobList::makeRow(Publish::JobId id)
{
	auto *row = new JobRow(texts_, this);
	connect(row, &JobRow::commandWanted, this,
		[this, id](Compose::JobCommand command) { emit commandWanted(id, command); });
	connect(row, &JobRow::editWanted, this, [this, id] { emit editWanted(id); });
	connect(row, &JobRow::openWanted, this, &JobList::openWanted);
	connect(row, &JobRow::copyWanted, this, &JobList::copyWanted);
	connect(row, &JobRow::paceWanted, this, &JobList::paceWanted);
	connect(row, &JobRow::dragged, this, [this](QPoint place) { showDropPlace(jobAt(place)); });
	connect(row, &JobRow::dropped, this, [this, id](QPoint place) {
		showDropPlace(0);
		const Publish::JobId onto = jobAt(place);
		if (onto != 0 && onto != id)
			emit moveWanted(id, onto);
	});
	byId_.emplace(id, row);
	return row;
}

Publish::JobId JobList::jobAt(QPoint place) const
{
	for (const auto &[id, row] : byId_) {
		const Publish::JobSnapshot *job = queue_.job(id);
		if (job && (job->mayMoveEarlier || job->mayMoveLater) &&
		    row->rect().contains(row->mapFromGlobal(place)))
			return id;
	}
	return 0;
}

void JobList::showDropPlace(Publish::JobId onto)
{
	if (!dropPlace_)
		dropPlace_ = new QRubberBand(QRubberBand::Rectangle, this);
	if (onto != 0)
		dropPlace_->setGeometry(byId_.at(onto)->geometry());
	dropPlace_->setVisible(onto != 0);
}

// Screen readers go by the order of the children, which moving a row in the layout does not change.
void JobList::keepReadingOrder()
{
	QList<QPointer<JobRow>> order;
	for (size_t place = 0; place < shownCount(); ++place)
		order += byId_.at(queue_.jobs[place].id);
	if (order == readingOrder_)
		return;
	for (JobRow *row : std::as_const(order))
		row->raise();
	processing_->raise();
	more_->parentWidget()->raise();
	readingOrder_ = order;
}

} // namespace DirectPost::Ui
