#include "PostForm.hpp"

#include "AudienceBox.hpp"
#include "CaptionEdit.hpp"
#include "ConsentLine.hpp"
#include "DisclosureBox.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

PostForm::PostForm(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  caption_(new CaptionEdit(texts, {"Caption", "captionEdit", TikTok::kCaption_units, 4}, this)),
	  audience_(new AudienceBox(texts, AudienceBox::Kind::Video, this)),
	  disclosure_(new DisclosureBox(texts, this)),
	  aiGenerated_(new QCheckBox(texts.text("AiGenerated"), this)),
	  error_(new Notice(texts, this)),
	  consent_(new ConsentLine(texts, std::move(openLink), this)),
	  post_(new QPushButton(texts.text("Post"), this)),
	  reason_(new QLabel(this))
{
	setObjectName(QStringLiteral("postForm"));
	aiGenerated_->setObjectName(QStringLiteral("aiGenerated"));
	error_->setObjectName(QStringLiteral("postError"));
	post_->setObjectName(QStringLiteral("postButton"));
	post_->setAutoDefault(false);
	reason_->setObjectName(QStringLiteral("postReason"));
	reason_->setWordWrap(true);
	QPushButton *again = error_->addButton("TryAgain", "askCreatorAgainButton");

	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	for (QWidget *widget : std::initializer_list<QWidget *>{caption_, audience_, disclosure_, aiGenerated_, error_,
								consent_, post_, reason_})
		column->addWidget(widget);

	connect(caption_, &CaptionEdit::changed, this, &PostForm::refresh);
	connect(audience_, &AudienceBox::changed, this, &PostForm::refresh);
	connect(disclosure_, &DisclosureBox::changed, this, &PostForm::refresh);
	connect(again, &QPushButton::clicked, this, &PostForm::askAgainWanted);
	connect(post_, &QPushButton::clicked, this, &PostForm::post);
	refresh();
}

void PostForm::setCreator(const TikTok::CreatorInfo *creator)
{
	audience_->setCreator(creator);
}

void PostForm::setObstacle(const char *reasonKey)
{
	obstacle_ = reasonKey;
	refresh();
}

void PostForm::setError(const Error *error)
{
	if (error)
		error_->say(Mood::Problem, texts_.sentence(*error));
	else
		error_->clear();
}

void PostForm::clear()
{
	caption_->setText({});
	aiGenerated_->setChecked(false);
	clearChoices();
}

void PostForm::clearChoices()
{
	disclosure_->clear();
	audience_->clear();
}

bool PostForm::isTouched() const
{
	const TikTok::Interactions allowed = audience_->interactions();
	const TikTok::CommercialContent commercial = disclosure_->commercial();
	return !caption_->text().isEmpty() || audience_->privacy() || allowed.allowComment || allowed.allowDuet ||
	       allowed.allowStitch || commercial.isYourBrand || commercial.isBrandedContent ||
	       aiGenerated_->isChecked();
}

void PostForm::pressPost()
{
	post_->click();
}

const char *PostForm::reason() const
{
	if (obstacle_)
		return obstacle_;
	if (caption_->isTooLong())
		return "Reason.CaptionTooLong";
	if (!audience_->privacy())
		return "Reason.NoPrivacy";
	if (disclosure_->isUnfinished())
		return "Reason.DisclosureUnfinished";
	return nullptr;
}

void PostForm::refresh()
{
	const TikTok::CommercialContent commercial = disclosure_->commercial();
	audience_->setBranded(commercial.isBrandedContent);
	disclosure_->setPrivate(audience_->privacy() == TikTok::PrivacyLevel::SelfOnly);
	consent_->showFor(commercial);

	const char *why = reason();
	const QString words = why ? texts_.text(why) : QString();
	post_->setEnabled(!why);
	post_->setToolTip(words);
	post_->setAccessibleDescription(words);
	reason_->setText(words);
	reason_->setVisible(why);
}

void PostForm::post()
{
	if (reason())
		return;
	emit postWanted({.caption = caption_->text().toStdString(),
			 .privacyLevel = *audience_->privacy(),
			 .interactions = audience_->interactions(),
			 .commercial = disclosure_->commercial(),
			 .isAiGenerated = aiGenerated_->isChecked(),
			 .cover_ms = std::nullopt});
}

} // namespace DirectPost::Ui
