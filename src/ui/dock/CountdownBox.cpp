#include "CountdownBox.hpp"

#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

CountdownBox::CountdownBox(const Texts &texts, QWidget *parent)
	: QWidget(parent), texts_(texts), words_(new QLabel(this)), bar_(new QProgressBar(this))
{
	setObjectName(QStringLiteral("countdown"));
	words_->setObjectName(QStringLiteral("countdownText"));
	words_->setWordWrap(true);
	bar_->setObjectName(QStringLiteral("countdownBar"));
	bar_->setAccessibleName(texts.text("AutoPublish.CountdownBar"));
	bar_->setRange(0, Compose::kCountdown_s);
	bar_->setTextVisible(false);
	auto *cancel = new QPushButton(texts.text("Cancel"), this);
	cancel->setObjectName(QStringLiteral("cancelCountdownButton"));
	auto *now = new QPushButton(texts.text("AutoPublish.PostNow"), this);
	now->setObjectName(QStringLiteral("postNowButton"));
	auto *flow = new FlowLayout;
	flow->addWidget(cancel);
	flow->addWidget(now);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(words_);
	column->addWidget(bar_);
	column->addLayout(flow);
	connect(cancel, &QPushButton::clicked, this, &CountdownBox::cancelWanted);
	connect(now, &QPushButton::clicked, this, &CountdownBox::postNowWanted);
}

void CountdownBox::showCountdown(const Compose::Countdown &countdown)
{
	setTextIfNew(*words_, texts_.text("AutoPublish.Countdown", {{"name", countdown.clipName},
								    {"seconds", QString::number(countdown.left_s)}}));
	bar_->setValue(countdown.left_s);
}

} // namespace DirectPost::Ui
