#include "JobRow.hpp"

#include "AudienceBox.hpp"
#include "ElidedLabel.hpp"
#include "FlowLayout.hpp"

#include <media/Texts.hpp>

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

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

// From Confirming on the bytes are with TikTok: there is nothing left to call back.
bool canBeCancelled(JobStage stage)
{
	return stage == JobStage::Waiting || stage == JobStage::WaitingForAccount || stage == JobStage::Starting ||
	       stage == JobStage::Uploading;
}

} // namespace

JobRow::JobRow(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  title_(new ElidedLabel(this)),
	  stage_(new QLabel(this)),
	  progress_(new QProgressBar(this)),
	  transfer_(new QLabel(this)),
	  outcome_(new Notice(texts, this)),
	  buttons_(new QWidget(this)),
	  cancel_(nullptr)
{
	title_->setObjectName(QStringLiteral("jobTitle"));
	stage_->setObjectName(QStringLiteral("jobStage"));
	stage_->setWordWrap(true);
	progress_->setObjectName(QStringLiteral("jobProgress"));
	progress_->setAccessibleName(texts.text("Job.Progress"));
	transfer_->setObjectName(QStringLiteral("jobTransfer"));
	transfer_->setWordWrap(true);
	outcome_->setObjectName(QStringLiteral("jobOutcome"));

	auto *flow = new FlowLayout(buttons_);
	cancel_ = addButton("Cancel", "cancelJobButton");
	open_ = addButton("Job.Open", "openJobButton");
	copy_ = addButton("CopyLink", "copyJobLinkButton");
	retry_ = addButton("Job.Retry", "retryJobButton");
	remove_ = addButton("Job.Remove", "removeJobButton");
	for (QPushButton *button : {cancel_, open_, copy_, retry_, remove_})
		flow->addWidget(button);

	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(2);
	for (QWidget *widget :
	     std::initializer_list<QWidget *>{title_, stage_, progress_, transfer_, outcome_, buttons_})
		column->addWidget(widget);

	connect(cancel_, &QPushButton::clicked, this, &JobRow::cancelWanted);
	connect(open_, &QPushButton::clicked, this, &JobRow::openWanted);
	connect(copy_, &QPushButton::clicked, this, &JobRow::copyWanted);
	connect(retry_, &QPushButton::clicked, this, &JobRow::retryWanted);
	connect(remove_, &QPushButton::clicked, this, &JobRow::removeWanted);
}

QPushButton *JobRow::addButton(const char *textKey, const char *objectName)
{
	auto *button = new QPushButton(texts_.text(textKey), buttons_);
	button->setObjectName(QLatin1StringView(objectName));
	return button;
}

bool JobRow::showJob(const JobSnapshot &job)
{
	if (shown_ == job)
		return false;
	shown_ = job;
	title_->setWholeText(QString::fromStdString(job.title));
	const bool isUploading = job.stage == JobStage::Uploading || job.stage == JobStage::Confirming;
	progress_->setVisible(isUploading && job.total_bytes > 0);
	if (job.total_bytes > 0)
		progress_->setValue(static_cast<int>(job.sent_bytes * 100 / job.total_bytes));
	transfer_->setVisible(job.stage == JobStage::Uploading);
	transfer_->setText(transferText(job));

	const bool isOver = Publish::isOver(job.stage);
	stage_->setVisible(!isOver);
	stage_->setText(stageText(job));
	if (isOver || job.error)
		outcome_->say(isOver ? moodOf(job.stage) : Mood::Warning,
			      job.error ? texts_.sentence(*job.error) : stageText(job));
	else
		outcome_->clear();
	showButtons(job);
	return true;
}

QString JobRow::stageText(const JobSnapshot &job) const
{
	return texts_.text(stageKey(job.stage), {{"account", QString::fromStdString(job.accountUsername)},
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

void JobRow::showButtons(const JobSnapshot &job)
{
	const bool isOver = Publish::isOver(job.stage);
	const bool hasLink = !job.link.empty() && isOver;
	cancel_->setVisible(canBeCancelled(job.stage));
	open_->setVisible(hasLink);
	open_->setText(texts_.text(job.linkIsPost ? "Job.Open" : "Job.OpenProfile"));
	copy_->setVisible(hasLink);
	retry_->setVisible(job.canBeRetried);
	remove_->setVisible(isOver);
	buttons_->setVisible(isOver || canBeCancelled(job.stage));
}

} // namespace DirectPost::Ui
