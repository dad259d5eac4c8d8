#include "FoldButton.hpp"

#include <QStyle>
#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace DirectPost::Ui {

namespace {

constexpr int kFoldPadding_px = 3;
constexpr int kArrowGap_px = 4;

int arrowSide(const QWidget &button)
{
	return button.style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, &button) / 2;
}

} // namespace

void drawLine(QStylePainter &painter, QStyleOptionToolButton option, const QToolButton &button, const QRect &arrow)
{
	option.state.setFlag(QStyle::State_On, false);
	if (button.underMouse() || button.hasFocus())
		painter.drawPrimitive(QStyle::PE_PanelButtonTool, option);
	option.rect = arrow;
	painter.drawPrimitive(button.isChecked() ? QStyle::PE_IndicatorArrowDown : QStyle::PE_IndicatorArrowRight,
			      option);
}

FoldButton::FoldButton(QWidget *parent) : QToolButton(parent)
{
	setCheckable(true);
	setAutoRaise(true);
	setFocusPolicy(Qt::StrongFocus);
	connect(this, &QToolButton::clicked, this, [this](bool isWanted) {
		setChecked(!isWanted); // it shows what is, not what is wanted
		emit wanted(isWanted);
	});
}

void FoldButton::showUnfolded(bool isUnfolded)
{
	if (isChecked() == isUnfolded)
		return;
	setChecked(isUnfolded);
}

QSize FoldButton::sizeHint() const
{
	const int words = fontMetrics().horizontalAdvance(text());
	return {arrowSide(*this) + kArrowGap_px + words + kFoldPadding_px,
		fontMetrics().height() + 2 * kFoldPadding_px};
}

QSize FoldButton::minimumSizeHint() const
{
	return sizeHint();
}

void FoldButton::paintEvent(QPaintEvent *)
{
	QStylePainter painter(this);
	QStyleOptionToolButton option;
	initStyleOption(&option);
	const auto placed = [this](const QRect &place) {
		return QStyle::visualRect(layoutDirection(), rect(), place);
	};
	const int side = arrowSide(*this);
	drawLine(painter, option, *this, placed({0, (height() - side) / 2, side, side}));
	painter.drawItemText(placed(rect().adjusted(side + kArrowGap_px, 0, 0, 0)), Qt::AlignVCenter | Qt::AlignLeft,
			     palette(), isEnabled(), text(), QPalette::WindowText);
}

} // namespace DirectPost::Ui
