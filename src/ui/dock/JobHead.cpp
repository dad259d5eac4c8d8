#include "JobHead.hpp"

#include "parts/ToolTip.hpp"

#include "parts/FoldButton.hpp"

#include <QEvent>
#include <QStyle>
#include <QStyleOptionToolButton>
#include <QStylePainter>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr int kPadding_px = 3;
constexpr int kGap_px = 6;

} // namespace

JobHead::JobHead(const Texts &texts, QWidget *parent) : QToolButton(parent), texts_(texts)
{
	setObjectName(QStringLiteral("jobHead"));
	setCheckable(true);
	setFocusPolicy(Qt::TabFocus);
	setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
	connect(this, &JobHead::toggled, this, &JobHead::nameIt);
}

void JobHead::say(Mood mood, const QString &title, const QString &outcome)
{
	if (mood == mood_ && title == title_ && outcome == outcome_)
		return;
	if (mood != mood_)
		icon_ = {};
	mood_ = mood;
	title_ = title;
	outcome_ = outcome;
	setToolTip(plainToolTip(texts_.text("Job.OneLine", {{"post", title}, {"outcome", outcome}})));
	nameIt();
	update();
}

// Closed, it says how the post went as well; open, that stands below.
void JobHead::nameIt()
{
	setAccessibleName(isChecked() ? title_ : texts_.text("Job.OneLine", {{"post", title_}, {"outcome", outcome_}}));
}

QSize JobHead::sizeHint() const
{
	const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
	return {side + fontMetrics().averageCharWidth() * 10, std::max(side, fontMetrics().height()) + 2 * kPadding_px};
}

QSize JobHead::minimumSizeHint() const
{
	return sizeHint();
}

void JobHead::paintEvent(QPaintEvent *)
{
	QStylePainter painter(this);
	QStyleOptionToolButton option;
	initStyleOption(&option);
	const QRect inside = rect().adjusted(kPadding_px, 0, -kPadding_px, 0);
	const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
	if (icon_.isNull())
		icon_ = moodPicture(mood_, *this);
	const auto placed = [this, &inside](const QRect &place) {
		return QStyle::visualRect(layoutDirection(), inside, place);
	};
	const int top = inside.top() + (inside.height() - side) / 2;
	drawLine(painter, option, *this, placed({inside.right() - side / 2, top + side / 4, side / 2, side / 2}));
	painter.drawPixmap(placed({inside.left(), top, side, side}), icon_);

	const QRect words = inside.adjusted(side + kGap_px, 0, -side / 2 - kGap_px, 0);
	painter.drawItemText(placed(words), Qt::AlignVCenter | Qt::AlignLeft, palette(), isEnabled(),
			     fontMetrics().elidedText(title_, Qt::ElideRight, words.width()), QPalette::WindowText);
}

void JobHead::changeEvent(QEvent *event)
{
	if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
		icon_ = {};
	QToolButton::changeEvent(event);
}

} // namespace DirectPost::Ui
