#pragma once

#include "WheelIgnoring.hpp"

#include <QAbstractItemView>
#include <QComboBox>
#include <QStyle>
#include <QStyleOptionComboBox>

namespace DirectPost::Ui {

// One that stands in a page. Its words are elided where there is no room for them, as OBS's style sheet cuts them off;
// its list shows them whole.
class PageComboBox : public WheelIgnoring<QComboBox> {
public:
	explicit PageComboBox(QWidget *parent) : WheelIgnoring(parent)
	{
		setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
		setFocusPolicy(Qt::StrongFocus);
	}

	void showPopup() override
	{
		const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
		view()->setMinimumWidth(view()->sizeHintForColumn(0) + bar);
		WheelIgnoring::showPopup();
	}

protected:
	void initStyleOption(QStyleOptionComboBox *option) const override
	{
		WheelIgnoring::initStyleOption(option);
		const QRect words =
			style()->subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxEditField, this);
		option->currentText = fontMetrics().elidedText(option->currentText, Qt::ElideRight, words.width());
	}
};

} // namespace DirectPost::Ui
