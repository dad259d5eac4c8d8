#include "JobRow.hpp"

#include "AudienceBox.hpp"
#include "ElidedLabel.hpp"
#include "FlowLayout.hpp"

#include <media/Texts.hpp>

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

using Publish::JobSnapshot;
using Publish::JobStage;

namespace {

const char *stageKey(JobStage stage)
{
	switch (stage) {
	case JobStage::Waiting:
		return "Job.Waiting";
	case JobStage::WaitingForAccount:
		return "Job.WaitingForAccount";
	case JobStage::Starting:
		return "Job.Starting";
	case JobStage::Uploading:
		return "Job.Uploading";
	case JobStage::Confirming:
		return "Job.Confirming";
	case JobStage::Processing:
		return "Job.Processing";
	case JobStage::Published:
		return "Job.Published";
	case JobStage::Failed:
		return "Job.Failed";
	case JobStage::Cancelled:
		return "Job.Cancelled";
	case JobStage::OutcomeUnknown:
		return "Job.OutcomeUnknown";
	}
	return "Job.OutcomeUnknown";
}

Mood moodOf(JobStage stage)
{
	if (stage == JobStage::Published)
		return Mood::Good;
	if (stage == JobStage::Failed)
		return Mood::Problem;
	return stage == JobStage::OutcomeUnknown ? Mood::Warning : Mood::Info;
}

// From Confirming on the bytes are with TikTok: there is nothing left to hold back.
bool canBeHeldBack(JobStage stage)
{
	return stage == JobStage::Waiting || stage == JobStage::WaitingForAccount || stage == JobStage::Starting ||
	       stage == JobStage::Uploading;
}

struct ButtonRow {
	JobAction action;
	const char *textKey;
	const char *objectName;
};

constexpr ButtonRow kButtons[] = {
	{JobAction::Pause, "Job.Pause", "pauseJobButton"},
	{JobAction::Resume, "Job.Resume", "resumeJobButton"},
	{JobAction::Cancel, "Cancel", "cancelJobButton"},
	{JobAction::MoveEarlier, "Job.MoveEarlier", "moveJobEarlierButton"},
	{JobAction::MoveLater, "Job.MoveLater", "moveJobLaterButton"},
	{JobAction::Open, "Job.Open", "openJobButton"},
	{JobAction::CopyLink, "CopyLink", "copyJobLinkButton"},
	{JobAction::Retry, "Job.Retry", "retryJobButton"},
	{JobAction::Remove, "Job.Remove", "removeJobButton"},
};

bool isOffered(JobAction action, const JobRow::State &state)
{
	const JobSnapshot &job = state.job;
	const bool isOver = Publish::isOver(job.stage);
	switch (action) {
	case JobAction::Cancel:
		return canBeHeldBack(job.stage);
	case JobAction::Pause:
		return canBeHeldBack(job.stage) && !job.isPaused;
	case JobAction::Resume:
		return job.isPaused;
	case JobAction::MoveEarlier:
		return state.canMoveEarlier;
	case JobAction::MoveLater:
		return state.canMoveLater;
	case JobAction::Open:
	case JobAction::CopyLink:
		return isOver && !job.link.empty();
	case JobAction::Retry:
		return job.canBeRetried;
	case JobAction::Remove:
		return isOver;
	}
	return false;
}

} // namespace

JobRow::JobRow(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  title_(new ElidedLabel(this)),
	  stage_(new QLabel(this)),
	  progress_(new QProgressBar(this)),
	  transfer_(new ElidedLabel(this)),
	  outcome_(new Notice(texts, this)),
	  buttonBar_(new QWidget(this)),
	  buttonFlow_(new FlowLayout(buttonBar_))
{
	title_->setObjectName(QStringLiteral("jobTitle"));
	stage_->setObjectName(QStringLiteral("jobStage"));
	stage_->setWordWrap(true);
	progress_->setObjectName(QStringLiteral("jobProgress"));
	progress_->setAccessibleName(texts.text("Job.Progress"));
	progress_->hide();
	transfer_->setObjectName(QStringLiteral("jobTransfer"));
	transfer_->hide();
	outcome_->setObjectName(QStringLiteral("jobOutcome"));

	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(2);
	for (QWidget *widget :
	     std::initializer_list<QWidget *>{title_, stage_, progress_, transfer_, outcome_, buttonBar_})
		column->addWidget(widget);
}

// OBS's style takes its time with every widget it meets: each has a turn of its own, before they are placed.
bool JobRow::prepare()
{
	for (const QWidget *part : findChildren<QWidget *>()) {
		if (part->testAttribute(Qt::WA_WState_Polished))
			continue;
		part->ensurePolished();
		return true;
	}
	return false;
}

bool JobRow::showState(const State &state)
{
	if (shown_ == state)
		return false;
	if (worded_ != state.job)
		showWords(state.job);
	else if (!makeMissingButton(state))
		showButtons(state);
	return true;
}

void JobRow::showWords(const JobSnapshot &job)
{
	worded_ = job;
	shown_.reset();
	title_->setWholeText(QString::fromStdString(job.title));
	const bool isUploading = job.stage == JobStage::Uploading || job.stage == JobStage::Confirming;
	progress_->setVisible(isUploading && job.total_bytes > 0);
	if (job.total_bytes > 0)
		progress_->setValue(static_cast<int>(job.sent_bytes * 100 / job.total_bytes));
	transfer_->setVisible(job.stage == JobStage::Uploading);
	transfer_->setWholeText(transferText(job));

	const bool isOver = Publish::isOver(job.stage);
	stage_->setVisible(!isOver);
	stage_->setText(stageText(job));
	if (isOver || job.error)
		outcome_->say(isOver ? moodOf(job.stage) : Mood::Warning,
			      job.error ? texts_.sentence(*job.error) : stageText(job));
	else
		outcome_->clear();
}

bool JobRow::makeMissingButton(const State &state)
{
	for (const ButtonRow &row : kButtons) {
		if (!isOffered(row.action, state) || buttons_.contains(row.action))
			continue;
		auto *button = new QPushButton(texts_.text(row.textKey), buttonBar_);
		button->setObjectName(QLatin1StringView(row.objectName));
		connect(button, &QPushButton::clicked, this, [this, action = row.action] { emit wanted(action); });
		const auto place = buttons_.emplace(row.action, button).first;
		buttonFlow_->insertWidget(static_cast<int>(std::distance(buttons_.begin(), place)), button);
		return true;
	}
	return false;
}

void JobRow::showButtons(const State &state)
{
	shown_ = state;
	for (const auto &[action, button] : buttons_)
		button->setVisible(isOffered(action, state));
	if (const auto open = buttons_.find(JobAction::Open); open != buttons_.end())
		open->second->setText(texts_.text(state.job.linkIsPost ? "Job.Open" : "Job.OpenProfile"));
	buttonBar_->setVisible(
		std::ranges::any_of(kButtons, [&state](const ButtonRow &row) { return isOffered(row.action, state); }));
}

QList<QWidget *> JobRow::buttons() const
{
	QList<QWidget *> result;
	for (const auto &[action, button] : buttons_)
		result += button;
	return result;
}

QString JobRow::stageText(const JobSnapshot &job) const
{
	return texts_.text(job.isPaused ? "Job.Paused" : stageKey(job.stage),
			   {{"account", QString::fromStdString(job.accountUsername)},
			    {"audience", privacyName(texts_, job.privacyLevel)}});
}

QString JobRow::transferText(const JobSnapshot &job) const
{
	const auto size = [](int64_t size_bytes) {
		return QString::fromStdString(Media::sizeText(size_bytes));
	};
	QStringList parts = {
		texts_.text("Job.Bytes", {{"sent", size(job.sent_bytes)}, {"total", size(job.total_bytes)}})};
	if (job.bytesPerSecond > 0)
		parts += texts_.text("Job.Speed", {{"size", size(static_cast<int64_t>(job.bytesPerSecond))}});
	if (job.timeLeft_s) {
		const std::string left = Media::durationText(int64_t{*job.timeLeft_s} * 1000);
		parts += texts_.text("Job.TimeLeft", {{"duration", QString::fromStdString(left)}});
	}
	return parts.join(QStringLiteral(" · "));
}

} // namespace DirectPost::Ui
