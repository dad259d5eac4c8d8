#include "Foot.hpp"

#include "parts/AccountName.hpp"
#include "parts/EditLine.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"
#include "parts/MenuButton.hpp"
#include "parts/SubmitBar.hpp"

#include <media/Texts.hpp>

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr auto kConnectAgainButton = "connectAgainButton";

} // namespace

Foot::Foot(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  upload_(new QWidget(this)),
	  countdown_(new QWidget(this)),
	  review_(new Notice(texts, this)),
	  draftTrouble_(new Notice(texts, this)),
	  submit_(new SubmitBar(texts, std::move(openLink), {"Post", "postButton"}, this)),
	  draft_(submit_->addButton({"Draft.Send", "draftButton"})),
	  later_(submit_->addMenu({"Later.Menu", "laterButton"}))
{
	setObjectName(QStringLiteral("foot"));
	review_->setObjectName(QStringLiteral("reviewNotice"));
	review_->addButton("Seen", "reviewSeenButton", [this] { emit reviewSeen(reviewed_); });
	draftTrouble_->setObjectName(QStringLiteral("draftTrouble"));
	draftTrouble_->addButton("Draft.ConnectAgain", kConnectAgainButton, [this] { emit connectAgainWanted(); });
	upload_->setObjectName(QStringLiteral("footUpload"));
	countdown_->setObjectName(QStringLiteral("countdown"));
	upload_->hide();
	countdown_->hide();
	auto *column = new QVBoxLayout(this);
	for (QWidget *widget : std::initializer_list<QWidget *>{upload_, countdown_, review_, draftTrouble_, submit_})
		column->addWidget(widget);

	connect(submit_, &SubmitBar::pressed, this, &Foot::postWanted);
	connect(submit_, &SubmitBar::repeatWanted, this, &Foot::postAgainWanted);
	connect(submit_, &SubmitBar::draftRepeatWanted, this, &Foot::draftAgainWanted);
	connect(draft_, &QPushButton::clicked, this, &Foot::draftWanted);
	connect(later_, &MenuButton::aboutToOpen, this, &Foot::makeLaterMenu);
	connect(submit_, &SubmitBar::askAgainWanted, this, &Foot::askAgainWanted);
}

void Foot::makeLaterMenu()
{
	if (!afterStream_) {
		QAction *at = later_->list()->addAction(texts_.text("Later.At"));
		at->setObjectName(QStringLiteral("postAtAction"));
		afterStream_ = later_->list()->addAction(texts_.text("Pace.AfterStream"));
		afterStream_->setObjectName(QStringLiteral("postAfterStreamAction"));
		connect(at, &QAction::triggered, this, &Foot::laterWanted);
		connect(afterStream_, &QAction::triggered, this, &Foot::afterStreamWanted);
	}
	afterStream_->setVisible(mayPostAfterStream_);
}

void Foot::makeUpload()
{
	progress_ = new QProgressBar(upload_);
	progress_->setObjectName(QStringLiteral("footProgress"));
	progress_->setAccessibleName(texts_.text("Job.Progress"));
	transfer_ = new ElidedLabel(upload_);
	transfer_->setObjectName(QStringLiteral("footTransfer"));
	auto *line = new QHBoxLayout(upload_);
	line->setContentsMargins(0, 0, 0, 0);
	line->addWidget(progress_, 1);
	line->addWidget(transfer_, 1);
}

void Foot::makeCountdown()
{
	countdownWords_ = new QLabel(countdown_);
	countdownWords_->setObjectName(QStringLiteral("countdownText"));
	countdownWords_->setWordWrap(true);
	countdownBar_ = new QProgressBar(countdown_);
	countdownBar_->setObjectName(QStringLiteral("countdownBar"));
	countdownBar_->setAccessibleName(texts_.text("AutoPublish.CountdownBar"));
	countdownBar_->setRange(0, Compose::kCountdown_s);
	countdownBar_->setTextVisible(false);
	auto *cancel = new QPushButton(texts_.text("Cancel"), countdown_);
	cancel->setObjectName(QStringLiteral("cancelCountdownButton"));
	auto *now = new QPushButton(texts_.text("AutoPublish.PostNow"), countdown_);
	now->setObjectName(QStringLiteral("postNowButton"));
	auto *flow = new FlowLayout;
	flow->addWidget(now);
	flow->addWidget(cancel); // below the middle of "Post", whose place this takes
	auto *column = new QVBoxLayout(countdown_);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(countdownWords_);
	column->addWidget(countdownBar_);
	column->addLayout(flow);
	connect(cancel, &QPushButton::clicked, this, [this] { emit cancelCountdownWanted(counted_); });
	connect(now, &QPushButton::clicked, this, [this] { emit postNowWanted(counted_); });
}

void Foot::showState(const Compose::State &state)
{
	const Compose::AutoPublishState &autoPublish = state.autoPublish;
	const bool isCounting = autoPublish.countdown.has_value();
	const bool isReviewing = !isCounting && !autoPublish.reviews.empty();
	showUpload(state.queue);
	showCountdown(state);
	showReview(isReviewing ? &autoPublish.reviews.front() : nullptr);
	showSubmit(state);
	showLater(state);
	showDraft(state);
	const bool isFormsTurn = !isCounting && !isReviewing;
	if (!isFormsTurn)
		draftTrouble_->clear();
	showIf(*submit_, isFormsTurn);
	showAccount(state, isFormsTurn);
}

// What is posted of the clip is said below, also while another clip is in the form.
void Foot::showCountdown(const Compose::State &state)
{
	const std::optional<Compose::Countdown> &countdown = state.autoPublish.countdown;
	if (countdown && !countdownBar_)
		makeCountdown();
	if (countdown) {
		counted_ = countdown->clip;
		QStringList said;
		said += texts_.text("AutoPublish.Countdown",
				    {{"name", countdown->clipName}, {"seconds", QString::number(countdown->left_s)}});
		if (const Compose::ClipAtHand *clip = state.clip(countdown->clip))
			said += planLine(texts_, clip->draft.plan, clip->info.duration_ms);
		said.removeAll(QString());
		setTextIfNew(*countdownWords_, said.join(QLatin1Char('\n')));
		countdownBar_->setValue(countdown->left_s);
	}
	showIf(*countdown_, countdown.has_value());
}

void Foot::showReview(const Compose::Review *review)
{
	if (!review)
		return review_->clear();
	reviewed_ = review->clip;
	review_->say(Mood::Warning, texts_.text("AutoPublish.Review", {{"name", review->clipName},
								       {"reason", texts_.reviewReason(*review)}}));
}

void Foot::showUpload(const Publish::QueueSnapshot &queue)
{
	const auto job = std::ranges::find_if(queue.jobs, [](const Publish::JobSnapshot &each) {
		return each.isUploading() && !each.isPaused && !each.isSentUnclear;
	});
	const bool isUnderWay = job != queue.jobs.end();
	if (isUnderWay && !progress_)
		makeUpload();
	if (isUnderWay) {
		QStringList facts;
		if (job->bytesPerSecond > 0)
			facts += texts_.text("Job.Speed",
					     {{"size", texts_.size(static_cast<int64_t>(job->bytesPerSecond))}});
		if (job->timeLeft_s)
			facts += QString::fromStdString(Media::durationText(int64_t{*job->timeLeft_s} * 1000));
		progress_->setValue(job->sentPercent());
		transfer_->setWholeText(facts.join(QStringLiteral(" · ")));
	}
	showIf(*upload_, isUnderWay);
}

void Foot::showSubmit(const Compose::State &state)
{
	const Compose::ClipAtHand *clip = state.shownClip();
	submit_->showObstacle(state.obstacle());
	submit_->showCommercial(clip ? clip->draft.info.commercial : TikTok::CommercialContent());
	submit_->showCreatorError(clip ? state.creator.error : std::nullopt);
	submit_->showRefusal(clip ? clip->refusal : std::nullopt, clip && clip->mayPostAgain ? SubmitBar::Repeat::Post
								  : clip && clip->mayDraftAgain
									  ? SubmitBar::Repeat::Draft
									  : SubmitBar::Repeat::None);
}

void Foot::showAccount(const Compose::State &state, bool isFormsTurn)
{
	const Compose::AccountState &account = state.account;
	const bool isSaid =
		isFormsTurn && account.areSeveral() && !account.identity.openId.isEmpty() && state.shownClip();
	if (isSaid && !account_) {
		account_ = new ElidedLabel(this);
		account_->setObjectName(QStringLiteral("footAccount"));
		auto *column = qobject_cast<QVBoxLayout *>(layout());
		column->insertWidget(column->indexOf(submit_), account_);
	}
	if (!account_)
		return;
	if (isSaid)
		account_->setWholeText(texts_.text("ToAccount", {{"account", accountName(account.identity)}}));
	showIf(*account_, isSaid);
}

void Foot::showLater(const Compose::State &state)
{
	const Compose::ClipAtHand *clip = state.shownClip();
	enableIf(*later_, state.obstacle() == Compose::Obstacle::None);
	mayPostAfterStream_ = clip && clip->mayPostAfterStream;
	if (afterStream_)
		afterStream_->setVisible(mayPostAfterStream_);
}

// What keeps a clip from being posted is said there; here only what is a draft's own.
void Foot::showDraft(const Compose::State &state)
{
	using Compose::Obstacle;
	const Compose::ClipAtHand *clip = state.shownClip();
	const Obstacle obstacle = clip ? clip->draftObstacle : Obstacle::NoClip;
	const QString pending = texts_.text("Draft.Pending", {{"count", QString::number(state.pendingDrafts)},
							      {"limit", QString::number(Publish::kMostPendingDrafts)}});
	enableIf(*draft_, obstacle == Obstacle::None);
	explainIfNew(*draft_, obstacle == Obstacle::None ? texts_.text("Draft.Explanation", {{"pending", pending}})
							 : texts_.obstacle(obstacle));
	const bool isLastPlace = clip && state.pendingDrafts == Publish::kMostPendingDrafts - 1;
	draftTrouble_->offerButton(kConnectAgainButton, obstacle == Obstacle::DraftsNotGranted);
	draftTrouble_->say(Mood::Info, Compose::isOfDrafts(obstacle) ? texts_.obstacle(obstacle)
				       : isLastPlace                 ? pending
								     : QString());
}

} // namespace DirectPost::Ui
