#include "JobButtons.hpp"

#include "parts/FlowLayout.hpp"

#include <QPushButton>

#include <algorithm>

namespace DirectPost::Ui {

using Publish::JobSnapshot;

namespace {

struct ButtonText {
	JobAction action;
	const char *textKey;
	const char *objectName;
};

constexpr ButtonText kTexts[] = {
	{JobAction::Open, "Job.Open", "openJobButton"},
	{JobAction::CopyLink, "CopyLink", "copyJobLinkButton"},
	{JobAction::CopyCaption, "Job.CopyCaption", "copyJobCaptionButton"},
	{JobAction::PostNow, "AutoPublish.PostNow", "postJobNowButton"},
	{JobAction::Edit, "Job.Edit", "editJobButton"},
	{JobAction::Retry, "Job.Retry", "retryJobButton"},
	{JobAction::Pause, "Job.Pause", "pauseJobButton"},
	{JobAction::Resume, "Job.Resume", "resumeJobButton"},
	{JobAction::Cancel, "Cancel", "cancelJobButton"},
	{JobAction::MoveEarlier, "Job.MoveEarlier", "moveJobEarlierButton"},
	{JobAction::MoveLater, "Job.MoveLater", "moveJobLaterButton"},
	{JobAction::Remove, "Job.Remove", "removeJobButton"},
};

QString buttonName(const Texts &texts, const QString &button, const QString &post)
{
	return texts.text("ForClip", {{"action", button}, {"name", post}});
}

} // namespace

QPushButton *makeJobButton(const Texts &texts, JobAction action, const QString &post, QWidget *parent)
{
	const ButtonText &text = *std::ranges::find(kTexts, action, &ButtonText::action);
	auto *button = new QPushButton(texts.text(text.textKey), parent);
	button->setObjectName(QLatin1StringView(text.objectName));
	button->setAccessibleName(buttonName(texts, button->text(), post));
	return button;
}

JobButtons::JobButtons(const Texts &texts, const QString &post, QWidget *parent)
	: QWidget(parent), texts_(texts), post_(post), flow_(new FlowLayout(this))
{
}

void JobButtons::showFor(const JobSnapshot &job)
{
	showButton(JobAction::Open,
		   job.hasLink() && !job.linkIsPost); // one to the post itself stands in the row's line
	showButton(JobAction::CopyLink, job.hasLink());
	showButton(JobAction::CopyCaption, job.isCaptionToCopy());
	showButton(JobAction::PostNow, job.mayPostNow);
	showButton(JobAction::Edit, job.mayEdit);
	showButton(JobAction::Retry, job.mayRetry);
	showButton(JobAction::Pause, job.mayPause);
	showButton(JobAction::Resume, job.mayResume);
	showButton(JobAction::Cancel, job.mayCancel);
	showButton(JobAction::MoveEarlier, job.mayMoveEarlier);
	showButton(JobAction::MoveLater, job.mayMoveLater);
	showButton(JobAction::Remove, job.mayRemove);
}

void JobButtons::showButton(JobAction action, bool isOffered)
{
	const auto known = buttons_.find(action);
	if (known != buttons_.end())
		return known->second->setVisible(isOffered);
	if (!isOffered)
		return;
	QPushButton *button = makeJobButton(texts_, action, post_, this);
	if (action == JobAction::Open) {
		button->setText(texts_.text("Job.OpenProfile"));
		button->setAccessibleName(buttonName(texts_, button->text(), post_));
	}
	connect(button, &QPushButton::clicked, this, [this, action] { emit pressed(action); });
	const auto place = buttons_.emplace(action, button).first;
	flow_->insertWidget(static_cast<int>(std::distance(buttons_.begin(), place)), button);
	for (const auto &entry : buttons_) // screen readers go by the order of the children
		entry.second->raise();
	button->show();
}

bool JobButtons::hasAny() const
{
	return std::ranges::any_of(buttons_, [](const auto &entry) { return !entry.second->isHidden(); });
}

} // namespace DirectPost::Ui
