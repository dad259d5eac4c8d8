#pragma once

#include <QLabel>

namespace DirectPost::Ui {

// One line that gives way in the middle when there is no room; the whole text is its tooltip and its accessible name.
class ElidedLabel : public QLabel {
	Q_OBJECT

public:
	explicit ElidedLabel(QWidget *parent = nullptr);

	void setWholeText(const QString &text);
	QSize minimumSizeHint() const override;

protected:
	void paintEvent(QPaintEvent *event) override;
};

} // namespace DirectPost::Ui
