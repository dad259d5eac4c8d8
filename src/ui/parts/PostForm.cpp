#include "PostForm.hpp"

#include "AudienceBox.hpp"
#include "DisclosureBox.hpp"
#include "FoldButton.hpp"
#include "IfNew.hpp"

#include <QCheckBox>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

namespace DirectPost::Ui {

PostForm::PostForm(const Texts &texts, Compose::PostKind post, CaptionEdit::Kind caption, QWidget *parent)
	: QWidget(parent),
	  caption_(new CaptionEdit(texts, caption, this)),
	  ofWord_(new Notice(texts, this)),
	  ofHashtags_(new Notice(texts, this)),
	  audience_(new AudienceBox(texts, post, this)),
	  fold_(new FoldButton(this)),
	  folded_(new QWidget(this)),
	  texts_(texts)
{
	setObjectName(QStringLiteral("postForm"));
	ofWord_->setObjectName(QStringLiteral("noteOfWord"));
	ofHashtags_->setObjectName(QStringLiteral("noteOfHashtags"));
	fold_->setObjectName(QStringLiteral("disclosureFold"));
	fold_->setText(texts.text("Disclosure.Fold"));
	folded_->hide();
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	for (QWidget *widget :
	     std::initializer_list<QWidget *>{caption_, ofWord_, ofHashtags_, audience_, fold_, folded_})
		column->addWidget(widget);

	connect(caption_, &CaptionEdit::edited, this, [this] {
		info_.caption = caption_->text().toStdString();
		emit edited();
	});
	connect(caption_, &CaptionEdit::setsWanted, this,
		[this] { emit setsWanted(QString::fromStdString(Compose::hashtagsOf(info_.caption))); });
	connect(audience_, &AudienceBox::privacyChosen, this, [this](TikTok::PrivacyLevel level) {
		info_.privacyLevel = level;
		emit edited();
	});
	connect(audience_, &AudienceBox::interactionsChosen, this, [this](const TikTok::Interactions &chosen) {
		info_.interactions = chosen;
		emit edited();
	});
	connect(fold_, &FoldButton::wanted, this, [this](bool isUnfolded) {
		isUnfolded_ = isUnfolded;
		showDisclosure();
	});
	showInfo({}, false, {});
}

void PostForm::makeFolded()
{
	disclosure_ = new DisclosureBox(texts_, folded_);
	aiGenerated_ = new QCheckBox(texts_.text("AiGenerated"), folded_);
	aiGenerated_->setObjectName(QStringLiteral("aiGenerated"));
	auto *inner = new QVBoxLayout(folded_);
	inner->setContentsMargins(style()->pixelMetric(QStyle::PM_IndicatorWidth), 0, 0, 0);
	inner->addWidget(disclosure_);
	inner->addWidget(aiGenerated_);
	connect(disclosure_, &DisclosureBox::turned, this, [this](bool isOn) {
		isDisclosureOn_ = isOn;
		showDisclosure();
		emit edited();
	});
	connect(disclosure_, &DisclosureBox::commercialChosen, this, [this](const TikTok::CommercialContent &chosen) {
		info_.commercial = chosen;
		emit edited();
	});
	connect(aiGenerated_, &QCheckBox::toggled, this, [this](bool isAiGenerated) {
		info_.isAiGenerated = isAiGenerated;
		emit edited();
	});
}

void PostForm::offerInsertions(const std::vector<Compose::WordValue> &words, const Compose::KeptCaptions &kept)
{
	caption_->offerInsertions(words, kept);
}

void PostForm::sayOfWord(Mood mood, const char *key, const std::optional<std::string> &word)
{
	ofWord_->say(mood, word ? texts_.text(key, {{"word", QString::fromStdString(*word)}}) : QString());
}

void PostForm::insertBelowCaption(QWidget *widget)
{
	static_cast<QVBoxLayout *>(layout())->insertWidget(1, widget);
}

void PostForm::showInfo(const TikTok::PostInfo &info, bool isDisclosureOn, const Compose::Offer &offer)
{
	info_ = info;
	isDisclosureOn_ = isDisclosureOn;
	mayBeBranded_ = offer.mayBeBranded;
	caption_->showText(QString::fromStdString(info.caption));
	const int hashtags = Compose::hashtagsIn(info.caption);
	ofHashtags_->say(Mood::Info,
			 hashtags < Compose::kManyHashtags
				 ? QString()
				 : texts_.text("Caption.ManyHashtags", {{"count", QString::number(hashtags)}}));
	audience_->showInfo(info, offer);
	showDisclosure();
}

// What was chosen there is never out of sight.
void PostForm::showDisclosure()
{
	const bool isUnfolded = isUnfolded_ || isDisclosureOn_ || info_.isAiGenerated;
	if (isUnfolded && !disclosure_)
		makeFolded();
	if (disclosure_) {
		disclosure_->showInfo(info_.commercial, isDisclosureOn_, mayBeBranded_);
		const QSignalBlocker quiet(aiGenerated_);
		aiGenerated_->setChecked(info_.isAiGenerated);
	}
	fold_->showUnfolded(isUnfolded);
	showIf(*folded_, isUnfolded);
}

} // namespace DirectPost::Ui
