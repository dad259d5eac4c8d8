#include "Notice.hpp"

#include "FlowLayout.hpp"
#include "IfNew.hpp"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

QStyle::StandardPixmap iconOf(Mood mood)
{
	switch (mood) {
	case Mood::Good:
		return QStyle::SP_DialogApplyButton;
	case Mood::Mended:
		return QStyle::SP_BrowserReload;
	case Mood::Info:
		return QStyle::SP_MessageBoxInformation;
	case Mood::Warning:
		return QStyle::SP_MessageBoxWarning;
	case Mood::Problem:
		return QStyle::SP_MessageBoxCritical;
	}
	return QStyle::SP_MessageBoxInformation;
}

const char *nameOf(Mood mood)
{
	switch (mood) {
	case Mood::Good:
		return "Mood.Good";
	case Mood::Mended:
		return "Mood.Mended";
	case Mood::Info:
		return "Mood.Info";
	case Mood::Warning:
		return "Mood.Warning";
	case Mood::Problem:
		return "Mood.Problem";
	}
	return "Mood.Info";
}

} // namespace

QIcon moodIcon(Mood mood, const QWidget &where)
{
	return where.style()->standardIcon(iconOf(mood), nullptr, &where);
}

Notice::Notice(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts)
{
	hide();
}

void Notice::makeParts()
{
	icon_ = new QLabel(this);
	sentence_ = new QLabel(this);
	sentence_->setObjectName(QStringLiteral("sentence"));
	sentence_->setWordWrap(true);
	sentence_->setTextFormat(Qt::PlainText);
	sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
	sentence_->setFocusPolicy(Qt::NoFocus);
	auto *grid = new QGridLayout(this);
	grid->setContentsMargins(0, 0, 0, 0);
	grid->addWidget(icon_, 0, 0, Qt::AlignTop);
	grid->addWidget(sentence_, 0, 1);
	grid->setColumnStretch(1, 1);
	if (buttons_.empty())
		return;
	buttonBar_ = new QWidget(this);
	auto *flow = new FlowLayout(buttonBar_);
	for (Button &button : buttons_) {
		button.widget = new QPushButton(texts_.text(button.textKey), buttonBar_);
		button.widget->setObjectName(QLatin1StringView(button.objectName));
		button.widget->setAutoDefault(false);
		if (!subject_.isEmpty())
			button.widget->setAccessibleName(
				texts_.text("ForClip", {{"action", button.widget->text()}, {"name", subject_}}));
		connect(button.widget, &QPushButton::clicked, this, button.pressed);
		flow->addWidget(button.widget);
	}
	grid->addWidget(buttonBar_, 1, 1);
}

void Notice::say(Mood mood, const std::optional<Error> &error)
{
	say(mood, error ? texts_.sentence(*error) : QString());
}

void Notice::say(Mood mood, const QString &sentence)
{
	if (sentence.isEmpty())
		return clear();
	if (!sentence_)
		makeParts();
	if (mood_ != mood) {
		mood_ = mood;
		icon_->setAccessibleName(texts_.text(nameOf(mood)));
		drawIcon();
	}
	setTextIfNew(*sentence_, sentence);
	showButtons();
	showIf(*this, true);
}

void Notice::showButtons()
{
	if (!buttonBar_)
		return;
	for (const Button &button : buttons_)
		showIf(*button.widget, button.isOffered);
	showIf(*buttonBar_, std::ranges::any_of(buttons_, &Button::isOffered));
}

void Notice::clear()
{
	if (sentence_ && !sentence_->text().isEmpty())
		sentence_->clear();
	showIf(*this, false);
}

QString Notice::sentence() const
{
	return sentence_ ? sentence_->text() : QString();
}

void Notice::addButton(const char *textKey, const char *objectName, std::function<void()> pressed)
{
	buttons_.push_back({.textKey = textKey, .objectName = objectName, .pressed = std::move(pressed)});
}

void Notice::offerButton(const char *objectName, bool isOffered)
{
	const auto button = std::ranges::find(buttons_, std::string_view(objectName), &Button::objectName);
	if (button != buttons_.end())
		button->isOffered = isOffered;
}

void Notice::nameButton(const char *objectName, const QString &text)
{
	const auto button = std::ranges::find(buttons_, std::string_view(objectName), &Button::objectName);
	if (button != buttons_.end() && button->widget)
		setTextIfNew(*button->widget, text);
}

void Notice::changeEvent(QEvent *event)
{
	if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
		drawIcon();
	QWidget::changeEvent(event);
}

void Notice::drawIcon()
{
	if (!mood_ || !icon_)
		return;
	const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
	icon_->setPixmap(moodIcon(*mood_, *this).pixmap(QSize(side, side), devicePixelRatioF()));
}

} // namespace DirectPost::Ui
