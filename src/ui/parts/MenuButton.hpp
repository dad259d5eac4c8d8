#pragma once

#include <QToolButton>

class QMenu;

namespace DirectPost::Ui {

// A button that opens a menu without waiting for its end.
class MenuButton : public QToolButton {
	Q_OBJECT

public:
	MenuButton(const QString &name, QWidget *parent);

	QMenu *list(); // made when it is needed: OBS's style sheet makes every widget dear

signals:
	void aboutToOpen(); // the last moment to fill the menu

private:
	void open();

	QMenu *menu_ = nullptr;
};

// While it lives, the menu of a MenuButton is below the button on the accessibility bus: Qt shows the menu of an
// ordinary tool button to nobody, and opens it for the mouse alone. The code of this module may go before Qt does, so
// it ends with the dock. One at a time; UI thread.
class ReadableMenuButtons {
public:
	ReadableMenuButtons();
	~ReadableMenuButtons();
	ReadableMenuButtons(const ReadableMenuButtons &) = delete;
	ReadableMenuButtons &operator=(const ReadableMenuButtons &) = delete;
};

} // namespace DirectPost::Ui
