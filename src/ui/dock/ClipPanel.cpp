#include "ClipPanel.hpp"

#include "CheckList.hpp"
#include "ClipCard.hpp"
#include "ClipHead.hpp"
#include "EditRow.hpp"
#include "parts/IfNew.hpp"

#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace DirectPost::Ui {

namespace {

constexpr auto kAgainButton = "prepareAgainButton";
constexpr auto kWaitButton = "clipAfterStreamButton";
constexpr auto kFitButton = "fitHourButton";
constexpr auto kFasterButton = "clipFullSpeedButton";

} // namespace

ClipPanel::ClipPanel(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  recordingFailure_(new Notice(texts, this)),
	  listTrouble_(new Notice(texts, this)),
	  momentTrouble_(new Notice(texts, this)),
	  dropRefusal_(new Notice(texts, this)),
	  head_(new ClipHead(texts, this)),
	  empty_(new QLabel(texts.text("Clip.Empty"), this)),
	  card_(new ClipCard(texts, this)),
	  checks_(new CheckList(texts, this)),
	  edit_(new EditRow(texts, this)),
	  slowLine_(new Notice(texts, this)),
	  failure_(new Notice(texts, this))
{
	setObjectName(QStringLiteral("clipPanel"));
	recordingFailure_->setObjectName(QStringLiteral("recordingFailure"));
	listTrouble_->setObjectName(QStringLiteral("clipsTrouble"));
	listTrouble_->addButton("Seen", "clipsTroubleSeenButton", [this] { emit listTroubleSeen(); });
	momentTrouble_->setObjectName(QStringLiteral("markTrouble"));
	momentTrouble_->addButton("Seen", "momentTroubleSeenButton", [this] { emit momentTroubleSeen(); });
	dropRefusal_->setObjectName(QStringLiteral("dropRefusal"));
	empty_->setObjectName(QStringLiteral("clipEmpty"));
	empty_->setWordWrap(true);
	slowLine_->setObjectName(QStringLiteral("slowLine"));
	slowLine_->addButton("Hour.Wait", kWaitButton, [this] { emit paceWanted(Publish::PaceMode::AfterStream); });
	slowLine_->addButton("Hour.Fit", kFitButton, [this] { emit fitHourWanted(clip_->id); });
	slowLine_->addButton("Hour.GoFaster", kFasterButton, [this] { emit paceWanted(Publish::PaceMode::FullSpeed); });
	failure_->setObjectName(QStringLiteral("clipFailure"));
	failure_->addButton("TryAgain", kAgainButton, [this] { emit prepareAgainWanted(clip_->id); });
	failure_->addButton("Clip.Choose", "chooseInsteadButton", [this] { emit chooseWanted(); });

	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	for (QWidget *widget :
	     std::initializer_list<QWidget *>{recordingFailure_, listTrouble_, momentTrouble_, dropRefusal_, head_,
					      empty_, card_, checks_, edit_, slowLine_, failure_})
		column->addWidget(widget);
	connectParts();
}

void ClipPanel::connectParts()
{
	connect(head_, &ClipHead::previousWanted, this, &ClipPanel::previousWanted);
	connect(head_, &ClipHead::nextWanted, this, &ClipPanel::nextWanted);
	connect(head_, &ClipHead::wanted, this, &ClipPanel::showWanted);
	connect(head_, &ClipHead::putAwayWanted, this, [this] { emit putAwayWanted(clip_->id); });
	connect(head_, &ClipHead::newerWanted, this, [this] { emit showWanted(newest_); });
	connect(card_, &ClipCard::cancelWanted, this, [this] { emit cancelWanted(clip_->id); });
	connect(card_, &ClipCard::unfoldWanted, this, [this](bool isUnfolded) {
		isUnfolded_ = isUnfolded;
		showClip();
	});
	connect(checks_, &CheckList::chooseWanted, this, &ClipPanel::chooseWanted);
	connect(checks_, &CheckList::trimWanted, this, [this] { emit trimWanted(clip_->id); });
	connect(checks_, &CheckList::repairWanted, this, [this] { emit repairWanted(clip_->id); });
	connect(checks_, &CheckList::editWanted, this, [this] { emit editWanted(clip_->id); });
	connect(edit_, &EditRow::editWanted, this, [this] { emit editWanted(clip_->id); });
	connect(edit_, &EditRow::lastWanted, this, [this](qint64 last_ms) { emit lastWanted(clip_->id, last_ms); });
	connect(edit_, &EditRow::wholeWanted, this, [this] { emit wholeWanted(clip_->id); });
}

void ClipPanel::showState(const Compose::State &state)
{
	const Compose::ClipId latest = state.clips.empty() ? Compose::kNoClip : state.clips.back().id;
	if (std::exchange(latest_, latest) != latest)
		dropRefusal_->clear();
	if (!clip_ || clip_->id != state.shown)
		isUnfolded_ = false;
	const Compose::ClipAtHand *shown = state.shownClip();
	clip_ = shown ? std::optional(*shown) : std::nullopt;
	recordingFailure_->say(Mood::Problem, state.recordingFailure);
	listTrouble_->say(Mood::Problem, state.clipsTrouble);
	momentTrouble_->say(Mood::Problem, state.markTrouble);
	newest_ = state.newest;
	head_->showState(state);
	showClip();
}

void ClipPanel::showDropRefusal(const QString &sentence)
{
	dropRefusal_->say(Mood::Problem, sentence);
}

void ClipPanel::showClip()
{
	showIf(*empty_, !clip_);
	if (clip_)
		card_->showClip(*clip_, isUnfolded_);
	showIf(*card_, clip_.has_value());
	checks_->showFindings(clip_ ? clip_->findings : std::vector<Media::Finding>(), isUnfolded_);
	if (clip_)
		edit_->showClip(*clip_);
	else
		showIf(*edit_, false);
	const Compose::WaysOut waysOut = clip_ ? clip_->waysOut : Compose::WaysOut();
	slowLine_->offerButton(kWaitButton, waysOut.mayWait);
	slowLine_->offerButton(kFitButton, waysOut.fit_bytes > 0);
	slowLine_->offerButton(kFasterButton, waysOut.mayGoFaster);
	slowLine_->say(Mood::Warning, clip_ ? clip_->slowLine : std::nullopt);
	const bool isFailed = clip_ && clip_->stage == Compose::ClipStage::Failed;
	failure_->offerButton(kAgainButton, clip_ && clip_->mayPrepareAgain);
	failure_->say(Mood::Problem, isFailed ? clip_->error : std::nullopt);
}

} // namespace DirectPost::Ui
