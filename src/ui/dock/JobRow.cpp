#include "JobRow.hpp"

#include "PaceRow.hpp"
#include "parts/AudienceBox.hpp"
#include "parts/ElidedLabel.hpp"
#include "JobHead.hpp"
#include "parts/Notice.hpp"

#include <QApplication>
#include <QLabel>
#include <QMouseEvent>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace DirectPost::Ui {

using Compose::JobCommand;
using Publish::JobSnapshot;
using Publish::JobStage;

namespace {

constexpr auto kAfterStreamButton = "jobAfterStreamButton";
constexpr auto kFullSpeedButton = "jobFullSpeedButton";

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
	case JobStage::SentToInbox:
		return "Job.SentToInbox";
	}
	return "Job.OutcomeUnknown";
}

const char *missedKey(const JobSnapshot &job)
{
	return job.moment ? "Job.MissedMoment" : "Job.MissedStreamEnd";
}

Mood moodOf(JobStage stage)
{
	if (stage == JobStage::Published || stage == JobStage::SentToInbox)
		return Mood::Good;
	if (stage == JobStage::Failed)
		return Mood::Problem;
	return stage == JobStage::OutcomeUnknown ? Mood::Warning : Mood::Info;
}

QVBoxLayout *tightColumn()
{
	auto *column = new QVBoxLayout;
	column->setSpacing(2);
	return column;
}

} // namespace

JobRow::JobRow(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  underWayPlace_(tightColumn()),
	  overPlace_(new QHBoxLayout),
	  detailsPlace_(tightColumn())
{
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(2);
	column->addLayout(underWayPlace_);
	column->addLayout(overPlace_);
	column->addLayout(detailsPlace_);
}

void JobRow::makeUnderWay()
{
	underWay_ = UnderWay{.title = new ElidedLabel(this),
			     .stage = new QLabel(this),
			     .progress = new QProgressBar(this),
			     .transfer = new ElidedLabel(this),
			     .trouble = new Notice(texts_, this)};
	underWay_->title->setObjectName(QStringLiteral("jobTitle"));
	underWay_->title->setWholeText(title());
	underWay_->stage->setObjectName(QStringLiteral("jobStage"));
	underWay_->stage->setWordWrap(true);
	underWay_->progress->setObjectName(QStringLiteral("jobProgress"));
	underWay_->progress->setAccessibleName(
		texts_.text("ForClip", {{"action", texts_.text("Job.Progress")}, {"name", title()}}));
	underWay_->transfer->setObjectName(QStringLiteral("jobTransfer"));
	underWay_->trouble->setObjectName(QStringLiteral("jobTrouble"));
	underWay_->trouble->addButton("Hour.Wait", kAfterStreamButton,
				      [this] { emit paceWanted(Publish::PaceMode::AfterStream); });
	underWay_->trouble->addButton("Hour.GoFaster", kFullSpeedButton,
				      [this] { emit paceWanted(Publish::PaceMode::FullSpeed); });
	underWay_->trouble->setSubject(title());
	for (QWidget *widget : std::initializer_list<QWidget *>{underWay_->title, underWay_->stage, underWay_->progress,
								underWay_->transfer, underWay_->trouble})
		underWayPlace_->addWidget(widget);
	keepReadingOrder();
}

void JobRow::makeOver()
{
	over_ = Over{.head = new JobHead(texts_, this), .open = makeJobButton(texts_, JobAction::Open, title(), this)};
	overPlace_->addWidget(over_->head, 1);
	overPlace_->addWidget(over_->open);
	connect(over_->head, &JobHead::clicked, this, [this](bool isOpen) {
		isOpen_ = isOpen;
		showOver();
	});
	connect(over_->open, &QPushButton::clicked, this, [this] { act(JobAction::Open); });
	keepReadingOrder();
}

void JobRow::makeDetails()
{
	details_ = Details{.outcome = new QLabel(this), .file = new ElidedLabel(this)};
	details_->outcome->setObjectName(QStringLiteral("jobOutcome"));
	details_->outcome->setTextFormat(Qt::PlainText);
	details_->outcome->setWordWrap(true);
	details_->outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
	details_->outcome->setFocusPolicy(Qt::NoFocus);
	details_->file->setObjectName(QStringLiteral("jobFile"));
	detailsPlace_->addWidget(details_->outcome);
	detailsPlace_->addWidget(details_->file);
	keepReadingOrder();
}

void JobRow::showJob(const JobSnapshot &job, const std::optional<Error> &refusal)
{
	if (job_ != job || std::exchange(isNamingNew_, false)) {
		job_ = job;
		if (Publish::isOver(job.stage))
			showOver();
		else
			showUnderWay();
	}
	if (shownRefusal_ != refusal)
		showRefusal(refusal);
}

void JobRow::nameAccount(bool isNamed)
{
	isNamingNew_ = isNamingNew_ || isNamed != isAccountNamed_;
	isAccountNamed_ = isNamed;
}

void JobRow::showUnderWay()
{
	const JobSnapshot &job = *job_;
	isOpen_.reset();
	if (!underWay_)
		makeUnderWay();
	if (over_) {
		over_->head->hide();
		over_->open->hide();
	}
	if (details_) {
		sayAccount(details_->account, *detailsPlace_, 0, false);
		details_->outcome->hide();
		details_->file->hide();
	}
	const bool isMoving = (job.stage == JobStage::Uploading && !job.isPaused) || job.isSendingAgain;
	underWay_->title->show();
	sayAccount(underWay_->account, *underWayPlace_, 1, isAccountNamed_);
	const auto cursor = mayBeMoved() ? Qt::OpenHandCursor : Qt::ArrowCursor;
	if (underWay_->title->cursor().shape() != cursor)
		underWay_->title->setCursor(cursor);
	const bool isHeldBack = isMoving && job.heldBackFor_bps >= 0;
	underWay_->stage->setText(isHeldBack ? heldBackText() : stageText());
	underWay_->stage->setVisible((!isMoving && !job.isMissed) || isHeldBack ||
				     job.isSendingAgain); // else the numbers say so
	underWay_->progress->setVisible(job.isUploading() && job.total_bytes > 0 && !job.isSentUnclear);
	underWay_->progress->setValue(job.sentPercent());
	underWay_->transfer->setWholeText(transferText());
	underWay_->transfer->setVisible(job.stage == JobStage::Uploading || job.isSendingAgain);
	underWay_->trouble->offerButton(kAfterStreamButton, job.mayWaitForStream);
	underWay_->trouble->offerButton(kFullSpeedButton, job.mayGoFaster);
	if (job.isMissed)
		underWay_->trouble->say(Mood::Warning, stageText());
	else
		underWay_->trouble->say(Mood::Warning, job.error);
	showButtons(true);
}

void JobRow::showOver()
{
	const JobSnapshot &job = *job_;
	if (!over_)
		makeOver();
	if (underWay_) {
		for (QWidget *widget :
		     std::initializer_list<QWidget *>{underWay_->title, underWay_->stage, underWay_->progress,
						      underWay_->transfer, underWay_->trouble})
			widget->hide();
		sayAccount(underWay_->account, *underWayPlace_, 1, false);
	}
	const bool needsUser = job.stage == JobStage::Failed || job.stage == JobStage::OutcomeUnknown ||
			       job.stage == JobStage::SentToInbox;
	const bool isOpen = isOpen_.value_or(needsUser);
	const QString outcome = job.error ? texts_.sentence(*job.error) : stageText();
	over_->head->setChecked(isOpen);
	over_->head->say(moodOf(job.stage), title(), outcome);
	over_->head->show();
	over_->open->setVisible(job.linkIsPost && job.hasLink());
	if (isOpen && !details_)
		makeDetails();
	if (details_) {
		const QString file = QString::fromStdString(job.title);
		// What was published says so itself.
		const bool isAccountSaid = isOpen && isAccountNamed_ && job.stage != JobStage::Published;
		sayAccount(details_->account, *detailsPlace_, 0, isAccountSaid);
		details_->outcome->setText(outcome);
		details_->outcome->setVisible(isOpen);
		details_->file->setWholeText(file);
		details_->file->setVisible(isOpen && file != title());
	}
	showButtons(isOpen);
}

void JobRow::showRefusal(const std::optional<Error> &refusal)
{
	shownRefusal_ = refusal;
	if (!refusal) {
		refusal_->clear();
		return;
	}
	if (!refusal_) {
		refusal_ = new Notice(texts_, this);
		refusal_->setObjectName(QStringLiteral("jobRefusal"));
		layout()->addWidget(refusal_);
	}
	refusal_->say(Mood::Warning, refusal);
}

void JobRow::showButtons(bool isOffered)
{
	if (!isOffered && !buttons_)
		return;
	if (!buttons_) {
		buttons_ = new JobButtons(texts_, title(), this);
		qobject_cast<QVBoxLayout *>(layout())->insertWidget(3, buttons_); // below the three places
		connect(buttons_, &JobButtons::pressed, this, &JobRow::act);
		keepReadingOrder();
	}
	buttons_->showFor(*job_);
	buttons_->setVisible(isOffered && buttons_->hasAny());
}

// Screen readers go by the order of the children, and some are made later than those that follow them.
void JobRow::keepReadingOrder()
{
	QWidgetList order;
	if (underWay_)
		order += {underWay_->title,    underWay_->account,  underWay_->stage,
			  underWay_->progress, underWay_->transfer, underWay_->trouble};
	if (over_)
		order += {over_->head, over_->open};
	if (details_)
		order += {details_->account, details_->outcome, details_->file};
	order += {buttons_, refusal_};
	for (QWidget *widget : order) {
		if (widget)
			widget->raise();
	}
}

void JobRow::act(JobAction action)
{
	switch (action) {
	case JobAction::Open:
		return emit openWanted(link());
	case JobAction::CopyLink:
		return emit copyWanted(link());
	case JobAction::CopyCaption:
		return emit copyWanted(QString::fromStdString(job_->caption));
	case JobAction::PostNow:
		return emit commandWanted(JobCommand::PostNow);
	case JobAction::Edit:
		return emit editWanted();
	case JobAction::Retry:
		return emit commandWanted(JobCommand::Retry);
	case JobAction::Pause:
		return emit commandWanted(JobCommand::Pause);
	case JobAction::Resume:
		return emit commandWanted(JobCommand::Resume);
	case JobAction::Cancel:
		return emit commandWanted(JobCommand::Cancel);
	case JobAction::MoveEarlier:
		return emit commandWanted(JobCommand::MoveEarlier);
	case JobAction::MoveLater:
		return emit commandWanted(JobCommand::MoveLater);
	case JobAction::Remove:
		return emit commandWanted(JobCommand::Remove);
	}
}

// Its words leave the mouse to it, and its buttons do not.
void JobRow::mousePressEvent(QMouseEvent *event)
{
	if (event->button() != Qt::LeftButton || !mayBeMoved())
		return QWidget::mousePressEvent(event);
	pressedAt_ = event->globalPosition().toPoint();
}

void JobRow::mouseMoveEvent(QMouseEvent *event)
{
	const QPoint place = event->globalPosition().toPoint();
	if (!pressedAt_)
		return QWidget::mouseMoveEvent(event);
	isDragged_ = isDragged_ || (place - *pressedAt_).manhattanLength() >= QApplication::startDragDistance();
	if (isDragged_)
		emit dragged(place);
}

void JobRow::mouseReleaseEvent(QMouseEvent *event)
{
	pressedAt_.reset();
	if (std::exchange(isDragged_, false))
		emit dropped(event->globalPosition().toPoint());
}

QString JobRow::link() const
{
	return QString::fromStdString(job_->link);
}

QString JobRow::heldBackText() const
{
	if (job_->heldBackFor_bps == 0)
		return texts_.text("Job.HeldBack");
	return texts_.text("Job.HeldBackFor", {{"speed", megabits(texts_, job_->heldBackFor_bps)}});
}

QString JobRow::stageText() const
{
	const char *key = job_->isPaused                                        ? "Job.Paused"
			  : job_->isMissed                                      ? missedKey(*job_)
			  : job_->waitsForMoment                                ? "Job.WaitsForMoment"
			  : job_->waitsForStream                                ? "Job.WaitsForStream"
			  : job_->isSendingAgain                                ? "Job.SendingAgain"
			  : job_->isDraft && job_->stage == JobStage::Published ? "Job.DraftPublished"
										: stageKey(job_->stage);
	return texts_.text(key, {{"account", QString::fromStdString(job_->accountUsername)},
				 {"audience", privacyName(texts_, job_->privacyLevel)},
				 {"when", job_->moment ? texts_.moment(*job_->moment) : QString()}});
}

void JobRow::sayAccount(ElidedLabel *&label, QVBoxLayout &place, int index, bool isSaid)
{
	if (isSaid && !label) {
		label = new ElidedLabel(this);
		label->setObjectName(QStringLiteral("jobAccount"));
		place.insertWidget(index, label);
		keepReadingOrder();
	}
	if (!label)
		return;
	const QString account = u'@' + QString::fromStdString(job_->accountUsername);
	label->setWholeText(texts_.text("ToAccount", {{"account", account}}));
	label->setVisible(isSaid);
}

QString JobRow::transferText() const
{
	QStringList parts = {texts_.text(
		"Job.Bytes", {{"sent", texts_.size(job_->sent_bytes)}, {"total", texts_.size(job_->total_bytes)}})};
	if (job_->bytesPerSecond > 0)
		parts += texts_.text("Job.Speed", {{"size", texts_.size(static_cast<int64_t>(job_->bytesPerSecond))}});
	if (job_->timeLeft_s)
		parts += texts_.timeLeft(*job_->timeLeft_s);
	return parts.join(QStringLiteral(" · "));
}

} // namespace DirectPost::Ui
