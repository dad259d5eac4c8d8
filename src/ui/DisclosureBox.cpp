#include "DisclosureBox.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace DirectPost::Ui {

DisclosureBox::DisclosureBox(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  toggle_(new QCheckBox(texts.text("Disclosure.Toggle"), this)),
	  choices_(new QWidget(this)),
	  yourBrand_(new QCheckBox(texts.text("Disclosure.YourBrand"), choices_)),
	  branded_(new QCheckBox(texts.text("Disclosure.BrandedContent"), choices_)),
	  label_(new QLabel(choices_)),
	  notPrivate_(new QLabel(texts.text("Disclosure.NotPrivate"), choices_))
{
	toggle_->setObjectName(QStringLiteral("disclosureToggle"));
	toggle_->setToolTip(texts.text("Disclosure.Explanation"));
	toggle_->setAccessibleDescription(texts.text("Disclosure.Explanation"));
	yourBrand_->setObjectName(QStringLiteral("yourBrand"));
	branded_->setObjectName(QStringLiteral("brandedContent"));
	label_->setObjectName(QStringLiteral("disclosureLabel"));
	label_->setWordWrap(true);
	notPrivate_->setObjectName(QStringLiteral("disclosureNotPrivate"));
	notPrivate_->setWordWrap(true);
	auto *explanation = new QLabel(texts.text("Disclosure.Explanation"), choices_);
	explanation->setWordWrap(true);

	auto *inner = new QVBoxLayout(choices_);
	inner->setContentsMargins(style()->pixelMetric(QStyle::PM_IndicatorWidth), 0, 0, 0);
	for (QWidget *widget : std::initializer_list<QWidget *>{explanation, yourBrand_, branded_, label_, notPrivate_})
		inner->addWidget(widget);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(toggle_);
	column->addWidget(choices_);

	for (QCheckBox *box : {toggle_, yourBrand_, branded_})
		connect(box, &QCheckBox::toggled, this, &DisclosureBox::refresh);
	refresh();
}

void DisclosureBox::setPrivate(bool isPrivate)
{
	if (isPrivate_ == isPrivate)
		return;
	isPrivate_ = isPrivate;
	if (isPrivate) // ticked, then folded away: it must not come back with "Only me"
		branded_->setChecked(false);
	refresh();
}

void DisclosureBox::clear()
{
	toggle_->setChecked(false);
	yourBrand_->setChecked(false);
	branded_->setChecked(false);
}

TikTok::CommercialContent DisclosureBox::commercial() const
{
	if (!toggle_->isChecked())
		return {};
	return {.isYourBrand = yourBrand_->isChecked(), .isBrandedContent = branded_->isChecked()};
}

bool DisclosureBox::isOn() const
{
	return toggle_->isChecked();
}

bool DisclosureBox::isUnfinished() const
{
	return toggle_->isChecked() && !yourBrand_->isChecked() && !branded_->isChecked();
}

void DisclosureBox::refresh()
{
	choices_->setVisible(toggle_->isChecked());
	branded_->setEnabled(!isPrivate_);
	branded_->setToolTip(isPrivate_ ? texts_.text("Disclosure.NotPrivate") : QString());
	notPrivate_->setVisible(isPrivate_);
	const TikTok::CommercialContent chosen = commercial();
	label_->setVisible(chosen.isYourBrand || chosen.isBrandedContent);
	label_->setText(
		texts_.text(chosen.isBrandedContent ? "Disclosure.PaidPartnership" : "Disclosure.PromotionalContent"));
	emit changed();
}

} // namespace DirectPost::Ui
