#include "FoldButton.hpp"

namespace DirectPost::Ui {

FoldButton::FoldButton(QWidget *parent) : QToolButton(parent)
{
	setCheckable(true);
	setAutoRaise(true);
	setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
	setArrowType(Qt::RightArrow);
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
	setArrowType(isUnfolded ? Qt::DownArrow : Qt::RightArrow);
}

} // namespace DirectPost::Ui
