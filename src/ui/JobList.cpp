#include "JobList.hpp"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

JobList::JobList(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  trouble_(new Notice(texts, this)),
	  elsewhere_(new Notice(texts, this)),
	  rows_(new QVBoxLayout),
	  portions_([this](size_t portion) { return show(portion); }, this)
{
	setObjectName(QStringLiteral("jobList"));
	trouble_->setObjectName(QStringLiteral("storeTrouble"));
	elsewhere_->setObjectName(QStringLiteral("drivenElsewhere"));
	auto *heading = new QLabel(texts.text("Job.Heading"), this);
	QFont bold = heading->font();
	bold.setBold(true);
	heading->setFont(bold);
	auto *processing = new QLabel(texts.text("Job.ProcessingNote"), this);
	processing->setObjectName(QStringLiteral("processingNote"));
	processing->setWordWrap(true);
	processing_ = processing;
	history_ = new QPushButton(texts.text("Job.History"), this);
	history_->setObjectName(QStringLiteral("historyButton"));
	connect(history_, &QPushButton::clicked, this, &JobList::historyWanted);
	auto *top = new QHBoxLayout;
	top->addWidget(heading, 1);
	top->addWidget(history_);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addLayout(top);
	column->addWidget(trouble_);
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

QString JobList::linkOf(Publish::JobId id) const
{
	const auto found = std::ranges::find(queue_.jobs, id, &Publish::JobSnapshot::id);
	return found == queue_.jobs.end() ? QString() : QString::fromStdString(found->link);
}

// First the frame, then row by row, then their order; the rows that show their job already cost nothing.
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
	return putInReadingOrder();
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
	if (queue_.trouble)
		trouble_->say(Mood::Problem, texts_.sentence(*queue_.trouble));
	else
		trouble_->clear();
	const bool isElsewhere = !queue_.isDrivenHere && !queue_.trouble; // unread, nobody knows who drives it
	if (isElsewhere)
		elsewhere_->say(Mood::Info, texts_.text("Job.DrivenElsewhere"));
	else
		elsewhere_->clear();
	history_->setVisible(queue_.hasHistory);
	setVisible(!queue_.jobs.empty() || queue_.hasHistory || isElsewhere || queue_.trouble);
}

// True: there was something to do.
bool JobList::showRow(size_t place)
{
	const auto known = byId_.find(queue_.jobs[place].id);
	const int index = static_cast<int>(place);
	if (known == byId_.end()) {
		makeRow(queue_.jobs[place].id);
		return true;
	}
	JobRow *row = known->second;
	if (row->prepare())
		return true;
	if (rows_->indexOf(row) != index) {
		rows_->removeWidget(row);
		rows_->insertWidget(index, row);
		row->show();
		return true;
	}
	return row->showState(stateAt(place));
}

JobRow::State JobList::stateAt(size_t place) const
{
	const auto waits = [this](size_t at) {
		return at < queue_.jobs.size() && queue_.jobs[at].stage == Publish::JobStage::Waiting;
	};
	return {.job = queue_.jobs[place],
		.canMoveEarlier = waits(place) && waits(place - 1), // before the first, it is far behind the last
		.canMoveLater = waits(place) && waits(place + 1)};
}

void JobList::makeRow(Publish::JobId id)
{
	auto *row = new JobRow(texts_, this);
	row->hide();
	connect(row, &JobRow::wanted, this, [this, id](JobAction action) { emit wanted(id, action); });
	byId_.emplace(id, row);
}

// Screen readers go by the order of the children, the Tab key by that of making: neither follows the layout by itself.
bool JobList::putInReadingOrder()
{
	QList<QPointer<QWidget>> order;
	for (const Publish::JobSnapshot &job : queue_.jobs) {
		JobRow *row = byId_.at(job.id);
		order += row;
		for (QWidget *button : row->buttons())
			order += button;
	}
	if (order == readingOrder_)
		return false;
	QWidget *previous = history_;
	for (QWidget *widget : order) {
		widget->raise();
		if (widget->focusPolicy() == Qt::NoFocus)
			continue;
		setTabOrder(previous, widget);
		previous = widget;
	}
	readingOrder_ = order;
	return true;
}

} // namespace DirectPost::Ui
