#include "FoldButton.hpp"

#include <QStyle>
#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace DirectPost::Ui {

namespace {

constexpr int kPadding_px = 3;
constexpr int kGap_px = 4;

int arrowSide(const QWidget &button)
{
	return button.style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, &button) / 2;
}

} // namespace

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
	return {arrowSide(*this) + kGap_px + words + kPadding_px, fontMetrics().height() + 2 * kPadding_px};
}

QSize FoldButton::minimumSizeHint() const
{
	return sizeHint();
}

// OBS's themes draw every tool button as one to press, and "Ready to post" is none: this looks like one only under the
// mouse and with the focus.
void FoldButton::paintEvent(QPaintEvent *)
{
	QStylePainter painter(this);
	QStyleOptionToolButton option;
	initStyleOption(&option);
	option.state.setFlag(QStyle::State_On, false);
	if (underMouse() || hasFocus())
		painter.drawPrimitive(QStyle::PE_PanelButtonTool, option);

	const auto placed = [this](const QRect &place) {
		return QStyle::visualRect(layoutDirection(), rect(), place);
	};
	const int side = arrowSide(*this);
	option.rect = placed({0, (height() - side) / 2, side, side});
	painter.drawPrimitive(isChecked() ? QStyle::PE_IndicatorArrowDown : QStyle::PE_IndicatorArrowRight, option);
	painter.drawItemText(placed(rect().adjusted(side + kGap_px, 0, 0, 0)), Qt::AlignVCenter | Qt::AlignLeft,
			     palette(), isEnabled(), text(), QPalette::WindowText);
}

} // namespace DirectPost::Ui
