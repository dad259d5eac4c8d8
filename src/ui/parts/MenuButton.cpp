#include "MenuButton.hpp"

#include <QAccessibleWidget>
#include <QMenu>

namespace DirectPost::Ui {

namespace {

class ReadableMenuButton : public QAccessibleWidget {
public:
	explicit ReadableMenuButton(MenuButton *button)
		: QAccessibleWidget(button, QAccessible::Button), button_(button)
	{
	}

	int childCount() const override { return 1; }
	QAccessibleInterface *child(int index) const override
	{
		return index == 0 ? QAccessible::queryAccessibleInterface(button_->list()) : nullptr;
	}
	int indexOfChild(const QAccessibleInterface *child) const override
	{
		return child && child->object() == button_->list() ? 0 : -1;
	}
	QAccessible::State state() const override
	{
		QAccessible::State state = QAccessibleWidget::state();
		state.hasPopup = true;
		return state;
	}
	QStringList actionNames() const override
	{
		return QStringList{pressAction()} + QAccessibleWidget::actionNames();
	}
	void doAction(const QString &action) override
	{
		if (action == pressAction())
			button_->click();
		else
			QAccessibleWidget::doAction(action);
	}

private:
	MenuButton *button_; // owns this
};

QAccessibleInterface *readableMenuButton(const QString &, QObject *object)
{
	auto *button = qobject_cast<MenuButton *>(object);
	return button ? new ReadableMenuButton(button) : nullptr;
}

} // namespace

MenuButton::MenuButton(const QString &name, QWidget *parent) : QToolButton(parent)
{
	setText(QStringLiteral("⋮"));
	setAccessibleName(name);
	setToolTip(name);
	setFocusPolicy(Qt::TabFocus);
	connect(this, &QToolButton::clicked, this, &MenuButton::open);
}

QMenu *MenuButton::list()
{
	if (!menu_) {
		menu_ = new QMenu(this);
		menu_->setAccessibleName(accessibleName());
		connect(menu_, &QMenu::triggered, menu_, &QMenu::close); // a screen reader's press leaves it open
	}
	return menu_;
}

void MenuButton::open()
{
	emit aboutToOpen();
	list()->popup(mapToGlobal(QPoint(0, height())));
}

ReadableMenuButtons::ReadableMenuButtons()
{
	QAccessible::installFactory(&readableMenuButton);
}

ReadableMenuButtons::~ReadableMenuButtons()
{
	QAccessible::removeFactory(&readableMenuButton);
}

} // namespace DirectPost::Ui
