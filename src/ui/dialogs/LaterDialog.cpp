#include "LaterDialog.hpp"

#include "parts/IfNew.hpp"
#include "parts/SubmitBar.hpp"

#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

constexpr int kUsualGrace_min = 60;
constexpr int kLongestGrace_min = 24 * 60;
constexpr int kFirstOffer_s = 60 * 60; // from now
constexpr int kStep_s = 5 * 60;

// An hour from now, rounded up to five minutes.
QDateTime firstOffer()
{
	const qint64 at_s = QDateTime::currentSecsSinceEpoch() + kFirstOffer_s;
	return QDateTime::fromSecsSinceEpoch((at_s + kStep_s - 1) / kStep_s * kStep_s);
}

} // namespace

LaterDialog::LaterDialog(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: QDialog(parent),
	  name_(new QLabel(this)),
	  moment_(new QDateTimeEdit(this)),
	  grace_(new QSpinBox(this)),
	  submit_(new SubmitBar(texts, std::move(openLink), {"Later.Post", "postLaterButton"}, this))
{
	setObjectName(QStringLiteral("laterDialog"));
	setWindowTitle(texts.text("Later.Title"));
	name_->setObjectName(QStringLiteral("laterClip"));
	name_->setTextFormat(Qt::PlainText);
	name_->setWordWrap(true);
	moment_->setObjectName(QStringLiteral("laterMoment"));
	moment_->setCalendarPopup(true);
	moment_->setLocale(texts.locale());
	moment_->setDisplayFormat(texts.locale().dateTimeFormat(QLocale::ShortFormat));
	grace_->setObjectName(QStringLiteral("laterGrace"));
	grace_->setRange(1, kLongestGrace_min);
	auto *explanation = new QLabel(texts.text("Later.Explanation"), this);
	explanation->setWordWrap(true);

	auto *form = new QFormLayout;
	form->setRowWrapPolicy(QFormLayout::WrapLongRows);
	form->addRow(texts.text("Later.Moment"), moment_);
	form->addRow(texts.text("Later.Grace"), grace_);
	auto *column = new QVBoxLayout(this);
	column->addWidget(name_);
	column->addLayout(form);
	column->addWidget(explanation);
	column->addWidget(submit_);
	connect(submit_, &SubmitBar::askAgainWanted, this, &LaterDialog::askAgainWanted);
	connect(submit_, &SubmitBar::pressed, this, [this] {
		emit postWanted(clip_, moment_->dateTime(), grace_->value());
		accept();
	});
}

void LaterDialog::begin(Compose::ClipId clip)
{
	clip_ = clip;
	moment_->setMinimumDateTime(QDateTime::currentDateTime());
	moment_->setDateTime(firstOffer());
	grace_->setValue(kUsualGrace_min);
}

void LaterDialog::showState(const Compose::State &state)
{
	if (clip_ == Compose::kNoClip)
		return;
	const Compose::ClipAtHand *clip = state.clip(clip_);
	if (!clip || clip->isBeingPosted) {
		clip_ = Compose::kNoClip;
		return reject();
	}
	setTextIfNew(*name_, clip->name);
	submit_->showObstacle(clip->obstacle);
	submit_->showCommercial(clip->draft.info.commercial);
	submit_->showCreatorError(state.creator.error);
}

} // namespace DirectPost::Ui
