#include "SubmitBar.hpp"

#include "ConsentLine.hpp"
#include "IfNew.hpp"
#include "MenuButton.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

constexpr auto kRepeatButton = "postAgainButton";
constexpr auto kDraftRepeatButton = "draftAgainButton";

QPushButton *makeButton(const Texts &texts, const SubmitBar::Button &button, QWidget *parent)
{
	auto *made = new QPushButton(texts.text(button.textKey), parent);
	made->setObjectName(QLatin1StringView(button.objectName));
	made->setAutoDefault(false);
	return made;
}

} // namespace

SubmitBar::SubmitBar(const Texts &texts, std::function<void(const QString &)> openLink, Button button, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  creatorError_(new Notice(texts, this)),
	  refusal_(new Notice(texts, this)),
	  reason_(new QLabel(this)),
	  consent_(new ConsentLine(texts, std::move(openLink), this)),
	  button_(makeButton(texts, button, this)),
	  buttons_(new QHBoxLayout)
{
	creatorError_->setObjectName(QStringLiteral("creatorTrouble"));
	refusal_->setObjectName(QStringLiteral("refusal"));
	reason_->setObjectName(QStringLiteral("submitReason"));
	reason_->setWordWrap(true);
	creatorError_->addButton("TryAgain", "askCreatorAgainButton", [this] { emit askAgainWanted(); });
	refusal_->addButton("PostAgain", kRepeatButton, [this] { emit repeatWanted(); });
	refusal_->addButton("Draft.SendAgain", kDraftRepeatButton, [this] { emit draftRepeatWanted(); });

	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(4);
	for (QWidget *widget : std::initializer_list<QWidget *>{creatorError_, refusal_, reason_, consent_})
		column->addWidget(widget);
	buttons_->addWidget(button_, 1);
	column->addLayout(buttons_);
	connect(button_, &QPushButton::clicked, this, &SubmitBar::pressed);
	showObstacle(Compose::Obstacle::None);
}

QPushButton *SubmitBar::addButton(Button button)
{
	QPushButton *added = makeButton(texts_, button, this);
	buttons_->addWidget(added);
	return added;
}

MenuButton *SubmitBar::addMenu(Button button)
{
	auto *added = new MenuButton(texts_.text(button.textKey), this);
	added->setObjectName(QLatin1StringView(button.objectName));
	buttons_->addWidget(added);
	return added;
}

void SubmitBar::showObstacle(Compose::Obstacle obstacle)
{
	obstacle_ = obstacle;
	const QString words = texts_.obstacle(obstacle);
	enableIf(*button_, obstacle == Compose::Obstacle::None);
	explainIfNew(*button_, words);
	setTextIfNew(*reason_, words);
	showReason();
}

// Why there is no creator info is said above already, in TikTok's words.
void SubmitBar::showReason()
{
	const bool isSaid = obstacle_ == Compose::Obstacle::NoCreatorInfo && !creatorError_->sentence().isEmpty();
	showIf(*reason_, obstacle_ != Compose::Obstacle::None && !isSaid);
}

void SubmitBar::showCommercial(const TikTok::CommercialContent &commercial)
{
	consent_->showFor(commercial);
}

void SubmitBar::showCreatorError(const std::optional<Error> &error)
{
	creatorError_->say(Mood::Problem, error);
	showReason();
}

void SubmitBar::showRefusal(const std::optional<Error> &error, Repeat offered)
{
	if (!error)
		return refusal_->clear();
	refusal_->offerButton(kRepeatButton, offered == Repeat::Post);
	refusal_->offerButton(kDraftRepeatButton, offered == Repeat::Draft);
	refusal_->say(offered == Repeat::None ? Mood::Problem : Mood::Warning, texts_.sentence(*error));
}

} // namespace DirectPost::Ui
