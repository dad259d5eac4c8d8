#include "Notice.hpp"

#include "FlowLayout.hpp"
#include "IfNew.hpp"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr QColor kAmber(170, 85, 0, 160);

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

QPixmap moodPicture(Mood mood, const QWidget &where)
{
	const QStyle &style = *where.style();
	const int side = style.pixelMetric(QStyle::PM_SmallIconSize, nullptr, &where);
	QPixmap picture =
		style.standardIcon(iconOf(mood), nullptr, &where).pixmap(QSize(side, side), where.devicePixelRatioF());
	const bool isOnLight = where.palette().color(QPalette::Window).lightness() > 127;
	if (mood == Mood::Warning && isOnLight) { // Qt's is of a yellow that is hardly seen there
		QPainter painter(&picture);
		painter.setCompositionMode(QPainter::CompositionMode_SourceAtop);
		painter.fillRect(picture.rect(), kAmber);
	}
	return picture;
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
	if (mood_ && icon_)
		icon_->setPixmap(moodPicture(*mood_, *this));
}

} // namespace DirectPost::Ui
