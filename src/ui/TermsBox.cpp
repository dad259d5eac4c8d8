#include "TermsBox.hpp"

#include "DisclosureBox.hpp"

#include <QCheckBox>
#include <QVBoxLayout>

namespace DirectPost::Ui {

TermsBox::TermsBox(const Texts &texts, AudienceBox::Kind kind, QWidget *parent)
	: QWidget(parent),
	  audience_(new AudienceBox(texts, kind, this)),
	  disclosure_(new DisclosureBox(texts, this)),
	  aiGenerated_(new QCheckBox(texts.text("AiGenerated"), this))
{
	aiGenerated_->setObjectName(QStringLiteral("aiGenerated"));
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(audience_);
	column->addWidget(disclosure_);
	column->addWidget(aiGenerated_);
	connect(audience_, &AudienceBox::changed, this, &TermsBox::refresh);
	connect(disclosure_, &DisclosureBox::changed, this, &TermsBox::refresh);
	connect(aiGenerated_, &QCheckBox::toggled, this, &TermsBox::changed);
}

void TermsBox::refresh()
{
	audience_->setBranded(commercial().isBrandedContent);
	disclosure_->setPrivate(privacy() == TikTok::PrivacyLevel::SelfOnly);
	emit changed();
}

void TermsBox::setCreator(const TikTok::CreatorInfo *creator)
{
	audience_->setCreator(creator);
}

void TermsBox::clear()
{
	disclosure_->clear();
	audience_->clear();
	aiGenerated_->setChecked(false);
}

bool TermsBox::isTouched() const
{
	const TikTok::Interactions allowed = interactions();
	return privacy() || allowed.allowComment || allowed.allowDuet || allowed.allowStitch || disclosure_->isOn() ||
	       isAiGenerated();
}

const char *TermsBox::reason() const
{
	if (!privacy())
		return "Reason.NoPrivacy";
	return disclosure_->isUnfinished() ? "Reason.DisclosureUnfinished" : nullptr;
}

std::optional<TikTok::PrivacyLevel> TermsBox::privacy() const
{
	return audience_->privacy();
}

TikTok::Interactions TermsBox::interactions() const
{
	return audience_->interactions();
}

TikTok::CommercialContent TermsBox::commercial() const
{
	return disclosure_->commercial();
}

bool TermsBox::isAiGenerated() const
{
	return aiGenerated_->isChecked();
}

} // namespace DirectPost::Ui
