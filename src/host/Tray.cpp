#include <host/Tray.hpp>

#include <obs-frontend-api.h>

#include <QGuiApplication>
#include <QSystemTrayIcon>
#include <QWidget>

namespace DirectPost::Host {

namespace {

constexpr int kShownFor_ms = 10'000; // as OBS's own messages

} // namespace

bool isInSight(const QWidget &widget)
{
	const bool isOnScreen = !widget.visibleRegion().isEmpty() && !widget.window()->isMinimized();
	return isOnScreen && QGuiApplication::applicationState() == Qt::ApplicationActive;
}

void tellInTray(const QString &title, const QString &text, bool isTrouble)
{
	auto *icon = static_cast<QSystemTrayIcon *>(obs_frontend_get_system_tray());
	if (icon && icon->isVisible())
		icon->showMessage(title, text, isTrouble ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information,
				  kShownFor_ms);
}

} // namespace DirectPost::Host
