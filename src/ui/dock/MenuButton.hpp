#pragma once

#include <QToolButton>

class QMenu;

namespace DirectPost::Ui {

// A button that opens a menu without waiting for its end. On the accessibility bus the menu is below the button: Qt
// shows the menu of an ordinary tool button to nobody, and opens it for the mouse alone. There is at most one at a
// time.
class MenuButton : public QToolButton {
	Q_OBJECT

public:
	MenuButton(const QString &name, QWidget *parent);
	~MenuButton() override;

	QMenu *list() const { return menu_; }

private:
	QMenu *menu_;
};

} // namespace DirectPost::Ui
