#pragma once

#include <QToolButton>

class QStyleOptionToolButton;
class QStylePainter;

namespace DirectPost::Ui {

// OBS's themes draw every tool button as one to press, and a line of text is none: it looks like one only under the
// mouse and with the focus. `arrow` is the place of the one that tells whether what is below is unfolded (checked).
void drawLine(QStylePainter &painter, QStyleOptionToolButton option, const QToolButton &button, const QRect &arrow);

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
