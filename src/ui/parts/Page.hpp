#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace DirectPost::Ui {

// One column that scrolls when there is no room for it.
class Page : public QScrollArea {
	Q_OBJECT

public:
	explicit Page(QWidget *parent);

	QVBoxLayout *column() const { return column_; }

private:
	QVBoxLayout *column_;
};

// Gives everything in a dialog that is yet to be shown OBS's style: its size has to know of the paddings.
void polishAll(const QWidget &dialog);

// While it lives, screen readers may ask for any child of a page. Qt's own answer for scroll areas, in
// QAccessibleAbstractScrollArea::child() (qtbase, complexwidgets.cpp), reads past its list when the scroll bar has gone
// since they asked how many children there are, and OBS goes with it. One at a time; UI thread.
class ReadablePages {
public:
	ReadablePages();
	~ReadablePages();
	ReadablePages(const ReadablePages &) = delete;
	ReadablePages &operator=(const ReadablePages &) = delete;
};

// Lets the Tab key go through these parts one after the other, and within each as its layout shows it. By itself Qt
// goes by the order of making, and much is made only when it is needed, or moved afterwards. UI thread.
void orderTabs(const QList<QWidget *> &parts);

} // namespace DirectPost::Ui
