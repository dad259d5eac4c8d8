#pragma once

#include <QWidget>

namespace DirectPost::Ui {

// A section of the dock below a thin line; both fold away while the section is hidden.
class SectionFrame : public QWidget {
	Q_OBJECT

public:
	SectionFrame(QWidget *section, QWidget *parent);

	bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace DirectPost::Ui
