#pragma once

#include <QLabel>

namespace DirectPost::Ui {

// One line that gives way in the middle when there is no room; the whole text is its tooltip and its accessible name.
// Its size does not depend on its words: a new text ten times a second must not lay out the dock anew each time.
class ElidedLabel : public QLabel {
	Q_OBJECT

public:
	explicit ElidedLabel(QWidget *parent = nullptr);

	void setWholeText(const QString &text);
	QString wholeText() const { return whole_; }
	QSize sizeHint() const override;
	QSize minimumSizeHint() const override;

protected:
	void paintEvent(QPaintEvent *event) override;

private:
	QString whole_; // not QLabel's text, whose every change is a change of size to it
};

} // namespace DirectPost::Ui
