#pragma once

#include <QToolButton>

namespace DirectPost::Ui {

// A line with an arrow, for what can be unfolded below it.
class FoldButton : public QToolButton {
	Q_OBJECT

public:
	explicit FoldButton(QWidget *parent);

	void showUnfolded(bool isUnfolded);
	QSize sizeHint() const override;
	QSize minimumSizeHint() const override;

signals:
	void wanted(bool isUnfolded);

protected:
	void paintEvent(QPaintEvent *event) override;
};

} // namespace DirectPost::Ui
