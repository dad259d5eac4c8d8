#include "DisclosureBox.hpp"

#include "IfNew.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

namespace DirectPost::Ui {

DisclosureBox::DisclosureBox(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  toggle_(new QCheckBox(texts.text("Disclosure.Toggle"), this)),
	  choices_(new QWidget(this))
{
	toggle_->setObjectName(QStringLiteral("disclosureToggle"));
	toggle_->setToolTip(texts.text("Disclosure.Explanation"));
	toggle_->setAccessibleDescription(texts.text("Disclosure.Explanation"));
	choices_->hide();
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(toggle_);
	column->addWidget(choices_);
	connect(toggle_, &QCheckBox::toggled, this, &DisclosureBox::turned);
}

void DisclosureBox::makeChoices()
{
	yourBrand_ = new QCheckBox(texts_.text("Disclosure.YourBrand"), choices_);
	branded_ = new QCheckBox(texts_.text("Disclosure.BrandedContent"), choices_);
	label_ = new QLabel(choices_);
	notPrivate_ = new QLabel(texts_.text("Disclosure.NotPrivate"), choices_);
	yourBrand_->setObjectName(QStringLiteral("yourBrand"));
	branded_->setObjectName(QStringLiteral("brandedContent"));
	label_->setObjectName(QStringLiteral("disclosureLabel"));
	label_->setWordWrap(true);
	notPrivate_->setObjectName(QStringLiteral("disclosureNotPrivate"));
	notPrivate_->setWordWrap(true);
	auto *explanation = new QLabel(texts_.text("Disclosure.Explanation"), choices_);
	explanation->setWordWrap(true);

	auto *inner = new QVBoxLayout(choices_);
	inner->setContentsMargins(style()->pixelMetric(QStyle::PM_IndicatorWidth), 0, 0, 0);
	for (QWidget *widget : std::initializer_list<QWidget *>{explanation, yourBrand_, branded_, label_, notPrivate_})
		inner->addWidget(widget);
	connect(yourBrand_, &QCheckBox::toggled, this, &DisclosureBox::choose);
	connect(branded_, &QCheckBox::toggled, this, &DisclosureBox::choose);
}

void DisclosureBox::choose()
{
	emit commercialChosen({.isYourBrand = yourBrand_->isChecked(), .isBrandedContent = branded_->isChecked()});
}

void DisclosureBox::showInfo(const TikTok::CommercialContent &commercial, bool isOn, bool mayBeBranded)
{
	const QSignalBlocker quiet(toggle_);
	toggle_->setChecked(isOn);
	if (isOn && !yourBrand_)
		makeChoices();
	if (yourBrand_)
		showChoices(commercial, mayBeBranded);
	showIf(*choices_, isOn);
}

void DisclosureBox::showChoices(const TikTok::CommercialContent &commercial, bool mayBeBranded)
{
	const QSignalBlocker yourBrand(yourBrand_);
	const QSignalBlocker branded(branded_);
	yourBrand_->setChecked(commercial.isYourBrand);
	branded_->setChecked(commercial.isBrandedContent);
	enableIf(*branded_, mayBeBranded);
	explainIfNew(*branded_, mayBeBranded ? QString() : texts_.text("Disclosure.NotPrivate"));
	showIf(*notPrivate_, !mayBeBranded);
	showIf(*label_, commercial.isYourBrand || commercial.isBrandedContent);
	setTextIfNew(*label_, texts_.text(commercial.isBrandedContent ? "Disclosure.PaidPartnership"
								      : "Disclosure.PromotionalContent"));
}

} // namespace DirectPost::Ui
