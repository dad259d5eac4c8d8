#include "SubmitBar.hpp"

#include "ConsentLine.hpp"

#include <publish/Post.hpp>

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

SubmitBar::SubmitBar(const Texts &texts, std::function<void(const QString &)> openLink, Button button, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  trouble_(new Notice(texts, this)),
	  refusal_(new Notice(texts, this)),
	  consent_(new ConsentLine(texts, std::move(openLink), this)),
	  button_(new QPushButton(texts.text(button.textKey), this)),
	  reason_(new QLabel(this))
{
	trouble_->setObjectName(QStringLiteral("creatorTrouble"));
	refusal_->setObjectName(QStringLiteral("refusal"));
	button_->setObjectName(QLatin1StringView(button.objectName));
	button_->setAutoDefault(false);
	reason_->setObjectName(QStringLiteral("submitReason"));
	reason_->setWordWrap(true);
	QPushButton *again = trouble_->addButton("TryAgain", "askCreatorAgainButton");
	repeat_ = refusal_->addButton("PostAgain", "postAgainButton");

	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	for (QWidget *widget : std::initializer_list<QWidget *>{trouble_, refusal_, consent_, button_, reason_})
		column->addWidget(widget);
	connect(again, &QPushButton::clicked, this, &SubmitBar::askAgainWanted);
	connect(button_, &QPushButton::clicked, this, &SubmitBar::pressed);
	connect(repeat_, &QPushButton::clicked, this, &SubmitBar::repeatWanted);
}

void SubmitBar::setReason(const char *textKey)
{
	const QString words = textKey ? texts_.text(textKey) : QString();
	button_->setEnabled(!textKey);
	button_->setToolTip(words);
	button_->setAccessibleDescription(words);
	reason_->setText(words);
	reason_->setVisible(textKey);
}

void SubmitBar::setCommercial(const TikTok::CommercialContent &commercial)
{
	consent_->showFor(commercial);
}

void SubmitBar::showTrouble(const Error *error)
{
	if (error)
		trouble_->say(Mood::Problem, texts_.sentence(*error));
	else
		trouble_->clear();
}

void SubmitBar::showRefusal(const Error *error)
{
	if (!error)
		return refusal_->clear();
	const bool isRepeat = error->kind == ErrorKind::Repeat;
	refusal_->say(isRepeat ? Mood::Warning : Mood::Problem, texts_.sentence(*error));
	repeat_->setVisible(isRepeat);
}

void SubmitBar::press()
{
	button_->click();
}

} // namespace DirectPost::Ui
