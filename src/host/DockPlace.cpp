#include <host/DockPlace.hpp>

#include <obs-frontend-api.h>

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>

namespace DirectPost::Host {

bool addDock(QWidget *dock, const char *title)
{
	return obs_frontend_add_dock_by_id(kDockId, title, dock);
}

void showDockOnTheRight(QWidget *dock)
{
	auto *frame = qobject_cast<QDockWidget *>(dock->parentWidget());
	auto *window = static_cast<QMainWindow *>(obs_frontend_get_main_window());
	if (!frame || !window)
		return;
	window->addDockWidget(Qt::RightDockWidgetArea, frame);
	frame->setFloating(false);
	frame->setVisible(true);
}

void bringIntoSight(QWidget *dock)
{
	auto *frame = qobject_cast<QDockWidget *>(dock->parentWidget());
	if (!frame || !frame->visibleRegion().isEmpty())
		return;
	frame->show();
	frame->raise();
}

void addToToolsMenu(QWidget *dock, const char *title)
{
	auto *entry = static_cast<QAction *>(obs_frontend_add_tools_menu_qaction(title));
	if (!entry)
		return;
	entry->setMenuRole(QAction::NoRole); // on macOS, words of an entry may move it to another menu
	QObject::connect(entry, &QAction::triggered, dock, [dock] {
		bringIntoSight(dock);
		dock->window()->raise();
		dock->window()->activateWindow();
	});
}

} // namespace DirectPost::Host
