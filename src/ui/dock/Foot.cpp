#include "Foot.hpp"

#include "CountdownBox.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/IfNew.hpp"
#include "parts/SubmitBar.hpp"

#include <media/Texts.hpp>

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

bool isSending(const Publish::JobSnapshot &job)
{
	return (job.stage == Publish::JobStage::Uploading || job.stage == Publish::JobStage::Confirming) &&
	       !job.isPaused;
}

int percentOf(const Publish::JobSnapshot &job)
{
	return job.total_bytes > 0 ? static_cast<int>(job.sent_bytes * 100 / job.total_bytes) : 0;
}

} // namespace

Foot::Foot(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  upload_(makeUpload()),
	  countdown_(new CountdownBox(texts, this)),
	  review_(new Notice(texts, this)),
	  submit_(new SubmitBar(texts, std::move(openLink), {"Post", "postButton"}, this))
{
	setObjectName(QStringLiteral("foot"));
	review_->setObjectName(QStringLiteral("reviewNotice"));
	QPushButton *seen = review_->addButton("Seen", "reviewSeenButton");
	countdown_->hide();
	auto *column = new QVBoxLayout(this);
	for (QWidget *widget : std::initializer_list<QWidget *>{upload_, countdown_, review_, submit_})
		column->addWidget(widget);

	connect(countdown_, &CountdownBox::cancelWanted, this, &Foot::cancelCountdownWanted);
	connect(countdown_, &CountdownBox::postNowWanted, this, &Foot::postNowWanted);
	connect(seen, &QPushButton::clicked, this, [this] { emit reviewSeen(reviewed_); });
	connect(submit_, &SubmitBar::pressed, this, &Foot::postWanted);
	connect(submit_, &SubmitBar::repeatWanted, this, &Foot::postAgainWanted);
	connect(submit_, &SubmitBar::askAgainWanted, this, &Foot::askAgainWanted);
}

QWidget *Foot::makeUpload()
{
	auto *row = new QWidget(this);
	row->setObjectName(QStringLiteral("footUpload"));
	progress_ = new QProgressBar(row);
	progress_->setObjectName(QStringLiteral("footProgress"));
	progress_->setAccessibleName(texts_.text("Job.Progress"));
	transfer_ = new ElidedLabel(row);
	transfer_->setObjectName(QStringLiteral("footTransfer"));
	auto *line = new QHBoxLayout(row);
	line->setContentsMargins(0, 0, 0, 0);
	line->addWidget(progress_, 1);
	line->addWidget(transfer_, 1);
	row->hide();
	return row;
}

void Foot::showState(const Compose::State &state)
{
	showUpload(state.queue);
	const Compose::AutoPublishState &autoPublish = state.autoPublish;
	const bool isCounting = autoPublish.countdown.has_value();
	const bool isReviewing = !isCounting && !autoPublish.reviews.empty();
	if (isCounting)
		countdown_->showCountdown(*autoPublish.countdown);
	showIf(*countdown_, isCounting);
	if (isReviewing) {
		const Compose::Review &first = autoPublish.reviews.front();
		reviewed_ = first.clip;
		review_->say(Mood::Warning, texts_.text("AutoPublish.Review", {{"name", first.clipName},
									       {"reason", texts_.reviewReason(first)}}));
	} else {
		review_->clear();
	}
	showSubmit(state);
	showIf(*submit_, !isCounting && !isReviewing);
}

void Foot::showUpload(const Publish::QueueSnapshot &queue)
{
	const auto job = std::ranges::find_if(queue.jobs, isSending);
	const bool isUnderWay = job != queue.jobs.end();
	if (isUnderWay) {
		QStringList facts;
		if (job->bytesPerSecond > 0)
			facts += texts_.text("Job.Speed", {{"size", QString::fromStdString(Media::sizeText(
									    static_cast<int64_t>(job->bytesPerSecond)))}});
		if (job->timeLeft_s)
			facts += QString::fromStdString(Media::durationText(int64_t{*job->timeLeft_s} * 1000));
		progress_->setValue(percentOf(*job));
		transfer_->setWholeText(facts.join(QStringLiteral(" · ")));
	}
	showIf(*upload_, isUnderWay);
}

void Foot::showSubmit(const Compose::State &state)
{
	const Compose::ClipAtHand *clip = state.shownClip();
	submit_->showObstacle(clip ? clip->obstacle : Compose::Obstacle::NoClip);
	submit_->showCommercial(clip ? clip->draft.info.commercial : TikTok::CommercialContent());
	submit_->showCreatorError(clip ? state.creator.error : std::nullopt);
	submit_->showRefusal(clip ? clip->refusal : std::nullopt);
}

} // namespace DirectPost::Ui
