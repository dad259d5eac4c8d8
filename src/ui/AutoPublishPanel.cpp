#include "AutoPublishPanel.hpp"

#include "AudienceBox.hpp"
#include "FlowLayout.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

AutoPublishPanel::AutoPublishPanel(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  toggle_(new QCheckBox(texts.text("AutoPublish.Toggle"), this)),
	  armed_(new QLabel(this)),
	  review_(new Notice(texts, this))
{
	setObjectName(QStringLiteral("autoPublishPanel"));
	toggle_->setObjectName(QStringLiteral("autoPublishToggle"));
	armed_->setObjectName(QStringLiteral("autoPublishArmed"));
	armed_->setWordWrap(true);
	review_->setObjectName(QStringLiteral("reviewNotice"));
	QPushButton *seen = review_->addButton("Seen", "reviewSeenButton");
	countdown_ = makeCountdown();

	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(toggle_);
	column->addWidget(armed_);

	connect(toggle_, &QCheckBox::clicked, this, [this](bool isWanted) {
		toggle_->setChecked(!isWanted); // it shows what is, not what is wanted
		if (isWanted)
			emit turnOnWanted();
		else
			emit turnOffWanted();
	});
	connect(seen, &QPushButton::clicked, this, &AutoPublishPanel::clearReview);
	showOff();
}

QWidgetList AutoPublishPanel::urgent() const
{
	return {countdown_, review_};
}

QWidget *AutoPublishPanel::makeCountdown()
{
	auto *box = new QWidget(this);
	box->setObjectName(QStringLiteral("countdown"));
	countdownText_ = new QLabel(box);
	countdownText_->setObjectName(QStringLiteral("countdownText"));
	countdownText_->setWordWrap(true);
	bar_ = new QProgressBar(box);
	bar_->setObjectName(QStringLiteral("countdownBar"));
	bar_->setAccessibleName(texts_.text("AutoPublish.CountdownBar"));
	bar_->setRange(0, Publish::AutoPublish::kCountdown_s);
	bar_->setTextVisible(false);
	auto *cancel = new QPushButton(texts_.text("Cancel"), box);
	cancel->setObjectName(QStringLiteral("cancelCountdownButton"));
	auto *now = new QPushButton(texts_.text("AutoPublish.PostNow"), box);
	now->setObjectName(QStringLiteral("postNowButton"));
	auto *flow = new FlowLayout;
	flow->addWidget(cancel);
	flow->addWidget(now);
	auto *column = new QVBoxLayout(box);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(countdownText_);
	column->addWidget(bar_);
	column->addLayout(flow);
	connect(cancel, &QPushButton::clicked, this, &AutoPublishPanel::cancelWanted);
	connect(now, &QPushButton::clicked, this, &AutoPublishPanel::postNowWanted);
	return box;
}

void AutoPublishPanel::showArmed(const Publish::Preset &preset, const QString &nickname)
{
	toggle_->setChecked(true);
	armed_->setText(texts_.text("AutoPublish.Armed", {{"kinds", kindsText(preset)},
							  {"account", nickname},
							  {"audience", privacyName(texts_, preset.privacyLevel)}}));
	armed_->show();
}

void AutoPublishPanel::showOff()
{
	toggle_->setChecked(false);
	armed_->hide();
	hideCountdown();
}

void AutoPublishPanel::showCountdown(const QString &clipName, int left_s)
{
	countdownText_->setText(
		texts_.text("AutoPublish.Countdown", {{"name", clipName}, {"seconds", QString::number(left_s)}}));
	bar_->setValue(left_s);
	countdown_->show();
}

void AutoPublishPanel::hideCountdown()
{
	countdown_->hide();
}

void AutoPublishPanel::showReview(const QString &clipName, const QString &reason)
{
	review_->say(Mood::Warning, texts_.text("AutoPublish.Review", {{"name", clipName}, {"reason", reason}}));
}

void AutoPublishPanel::clearReview()
{
	review_->clear();
}

QString AutoPublishPanel::kindsText(const Publish::Preset &preset) const
{
	if (preset.forRecordings && preset.forReplays)
		return texts_.text("AutoPublish.RecordingsAndReplays");
	return texts_.text(preset.forReplays ? "AutoPublish.Replays" : "AutoPublish.Recordings");
}

} // namespace DirectPost::Ui
