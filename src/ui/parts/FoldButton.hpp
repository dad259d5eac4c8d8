#pragma once

#include <QToolButton>

namespace DirectPost::Ui {

// A line with an arrow, for what can be unfolded below it.
class FoldButton : public QToolButton {
	Q_OBJECT

public:
	explicit FoldButton(QWidget *parent);

	void showUnfolded(bool isUnfolded);

signals:
	void wanted(bool isUnfolded);
};

} // namespace DirectPost::Ui
