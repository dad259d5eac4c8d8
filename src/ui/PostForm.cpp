#include "PostForm.hpp"

#include "CaptionEdit.hpp"
#include "SubmitBar.hpp"
#include "TermsBox.hpp"

#include <QVBoxLayout>

namespace DirectPost::Ui {

PostForm::PostForm(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: QWidget(parent),
	  caption_(new CaptionEdit(texts, {"Caption", "captionEdit", TikTok::kCaption_units, 4}, this)),
	  terms_(new TermsBox(texts, AudienceBox::Kind::Video, this)),
	  submit_(new SubmitBar(texts, std::move(openLink), {"Post", "postButton"}, this))
{
	setObjectName(QStringLiteral("postForm"));
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	for (QWidget *widget : std::initializer_list<QWidget *>{caption_, terms_, submit_})
		column->addWidget(widget);

	connect(caption_, &CaptionEdit::changed, this, &PostForm::refresh);
	connect(terms_, &TermsBox::changed, this, &PostForm::refresh);
	connect(submit_, &SubmitBar::askAgainWanted, this, &PostForm::askAgainWanted);
	connect(submit_, &SubmitBar::pressed, this, [this] {
		if (const auto post = filledIn())
			emit postWanted(*post);
	});
	connect(submit_, &SubmitBar::repeatWanted, this, [this] {
		if (const auto post = filledIn())
			emit repeatWanted(*post);
	});
	refresh();
}

void PostForm::setCreator(const TikTok::CreatorInfo *creator)
{
	terms_->setCreator(creator);
}

void PostForm::setObstacle(const char *reasonKey)
{
	obstacle_ = reasonKey;
	refresh();
}

void PostForm::showTrouble(const Error *error)
{
	submit_->showTrouble(error);
}

void PostForm::showRefusal(const Error *error)
{
	submit_->showRefusal(error);
}

void PostForm::clear()
{
	caption_->setText({});
	terms_->clear();
	showRefusal(nullptr);
}

void PostForm::clearTerms()
{
	terms_->clear();
}

QWidget *PostForm::submitBar() const
{
	return submit_;
}

void PostForm::setVisible(bool visible)
{
	QWidget::setVisible(visible);
	submit_->setVisible(visible);
}

bool PostForm::isTouched() const
{
	return !caption_->text().isEmpty() || terms_->isTouched();
}

void PostForm::pressPost()
{
	submit_->press();
}

const char *PostForm::reason() const
{
	if (obstacle_)
		return obstacle_;
	return caption_->isTooLong() ? "Reason.CaptionTooLong" : terms_->reason();
}

void PostForm::refresh()
{
	submit_->setCommercial(terms_->commercial());
	submit_->setReason(reason());
}

// Nothing while there is a reason not to post it.
std::optional<TikTok::VideoPost> PostForm::filledIn() const
{
	if (reason())
		return std::nullopt;
	return TikTok::VideoPost{.caption = caption_->text().toStdString(),
				 .privacyLevel = *terms_->privacy(),
				 .interactions = terms_->interactions(),
				 .commercial = terms_->commercial(),
				 .isAiGenerated = terms_->isAiGenerated(),
				 .cover_ms = std::nullopt};
}

} // namespace DirectPost::Ui
