#include "ClipCard.hpp"

#include "CheckList.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/FoldButton.hpp"
#include "parts/IfNew.hpp"

#include <media/Texts.hpp>

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

using Compose::ClipStage;

constexpr QSize kPictureBox_px(80, 45); // two lines stand beside it

QString factsOf(const Texts &texts, const Compose::ClipAtHand &clip)
{
	const Media::ClipInfo &shown = clip.sent ? *clip.sent : clip.info;
	const QStringList facts = {QString::fromStdString(Media::durationText(shown.duration_ms)),
				   texts.size(clip.size_bytes),
				   QString::fromStdString(Media::resolutionText(shown.size))};
	return facts.join(QStringLiteral(" · "));
}

} // namespace

ClipCard::ClipCard(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts)
{
	setObjectName(QStringLiteral("clipCard"));
	hide();
}

void ClipCard::makeParts()
{
	picture_ = new QLabel(this);
	picture_->setObjectName(QStringLiteral("clipPicture"));
	picture_->setAccessibleName(texts_.text("Clip.Picture"));
	picture_->hide();
	auto *facts = new QHBoxLayout;
	facts->setSpacing(6);
	facts->addWidget(picture_, 0, Qt::AlignTop);
	facts->addWidget(makeFacts(), 1, Qt::AlignTop);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(2);
	column->addLayout(facts);
	column->addWidget(makeProgress());

	connect(checks_, &FoldButton::wanted, this, &ClipCard::unfoldWanted);
	connect(cancel_, &QPushButton::clicked, this, &ClipCard::cancelWanted);
}

QWidget *ClipCard::makeFacts()
{
	auto *box = new QWidget(this);
	facts_ = new ElidedLabel(box);
	facts_->setObjectName(QStringLiteral("clipFacts"));
	step_ = new ElidedLabel(box);
	step_->setObjectName(QStringLiteral("clipStep"));
	checks_ = new FoldButton(box);
	checks_->setObjectName(QStringLiteral("checksFold"));

	auto *column = new QVBoxLayout(box);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(0);
	column->addWidget(facts_);
	column->addWidget(step_);
	column->addWidget(checks_, 0, Qt::AlignLeft);
	return box;
}

QWidget *ClipCard::makeProgress()
{
	work_ = new QWidget(this);
	progress_ = new QProgressBar(work_);
	progress_->setObjectName(QStringLiteral("clipProgress"));
	progress_->setAccessibleName(texts_.text("Clip.Progress"));
	cancel_ = new QPushButton(texts_.text("Cancel"), work_);
	cancel_->setObjectName(QStringLiteral("cancelClipButton"));
	auto *row = new QHBoxLayout(work_);
	row->setContentsMargins(0, 0, 0, 0);
	row->addWidget(progress_, 1);
	row->addWidget(cancel_);
	return work_;
}

void ClipCard::showClip(const Compose::ClipAtHand &clip, bool isUnfolded)
{
	if (!picture_)
		makeParts();
	showIf(*facts_, clip.isKnown());
	if (clip.isKnown())
		facts_->setWholeText(factsOf(texts_, clip));
	showPicture(clip.picture);
	showStage(clip, isUnfolded);
}

void ClipCard::showPicture(const QImage &picture)
{
	showIf(*picture_, !picture.isNull());
	const qint64 key = picture.isNull() ? 0 : picture.cacheKey();
	if (pictured_ == key)
		return;
	pictured_ = key;
	if (picture.isNull())
		return;
	QPixmap pixmap = QPixmap::fromImage(picture).scaled(kPictureBox_px * devicePixelRatioF(), Qt::KeepAspectRatio,
							    Qt::SmoothTransformation);
	pixmap.setDevicePixelRatio(devicePixelRatioF());
	picture_->setPixmap(pixmap);
}

void ClipCard::showStage(const Compose::ClipAtHand &clip, bool isUnfolded)
{
	const bool isPreparing = clip.stage == ClipStage::Preparing;
	const bool isEdited = !clip.draft.plan.isPlain();
	const bool isToCome = clip.stage != ClipStage::Ready && clip.stage != ClipStage::Failed;
	showIf(*step_, isToCome);
	showIf(*work_, isToCome);
	if (isToCome) {
		step_->setWholeText(texts_.text(isPreparing && isEdited            ? "Clip.Editing"
						: isPreparing                      ? "Clip.Remuxing"
						: clip.stage == ClipStage::Waiting ? "Clip.Waiting"
										   : "Clip.Checking"));
		QStringList work(QStringLiteral("%p%"));
		if (isPreparing && clip.prepareLeft_s)
			work += texts_.timeLeft(*clip.prepareLeft_s);
		progress_->setFormat(work.join(QStringLiteral(" · ")));
		progress_->setRange(0, isPreparing ? 100 : 0); // 0 to 0 shows that it moves, not how far
		progress_->setValue(isPreparing ? static_cast<int>(clip.prepared * 100) : -1);
		showIf(*cancel_, clip.mayBeCancelled);
		nameIfNew(*cancel_, texts_.text("ForClip", {{"action", texts_.text("Cancel")}, {"name", clip.name}}));
	}
	const bool hasChecks = clip.stage == ClipStage::Ready && !clip.findings.empty();
	const bool isFine = std::ranges::none_of(clip.findings, &Media::Finding::matters);
	showIf(*checks_, hasChecks);
	setTextIfNew(*checks_, texts_.text(isFine ? "Clip.Ready" : "Clip.OtherChecks"));
	checks_->showUnfolded(isUnfolded);
}

} // namespace DirectPost::Ui
