#pragma once

#include <QString>
#include <QWidget>

// What a widget shows already is not set again: OBS's style sheet makes every change dear (about a millisecond), and
// the dock is told ten times a second what to show while a post is being sent.
namespace DirectPost::Ui {

inline void showIf(QWidget &widget, bool isShown)
{
	const bool isDecided = widget.testAttribute(Qt::WA_WState_ExplicitShowHide);
	if (!isDecided || widget.isHidden() == isShown)
		widget.setVisible(isShown);
}

inline void enableIf(QWidget &widget, bool isEnabled)
{
	if (widget.testAttribute(Qt::WA_ForceDisabled) == isEnabled)
		widget.setEnabled(isEnabled);
}

// Of labels and buttons.
template <class Widget> void setTextIfNew(Widget &widget, const QString &text)
{
	if (widget.text() != text)
		widget.setText(text);
}

// For the mouse and for screen readers.
inline void explainIfNew(QWidget &widget, const QString &text)
{
	if (widget.toolTip() == text && widget.accessibleDescription() == text)
		return;
	widget.setToolTip(text);
	widget.setAccessibleDescription(text);
}

inline void nameIfNew(QWidget &widget, const QString &accessibleName)
{
	if (widget.accessibleName() != accessibleName)
		widget.setAccessibleName(accessibleName);
}

} // namespace DirectPost::Ui
