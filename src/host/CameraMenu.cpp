#include <host/CameraMenu.hpp>

#include "Cameras.hpp"

#include <obs-frontend-api.h>
#include <obs.hpp>

#include <QAction>
#include <QMenu>

namespace DirectPost::Host {

namespace {

bool addSource(void *data, obs_source_t *source)
{
	auto *menu = static_cast<QMenu *>(data);
	if (!(obs_source_get_output_flags(source) & OBS_SOURCE_VIDEO))
		return true;
	const char *name = obs_source_get_name(source);
	QAction *action = menu->addAction(QString::fromUtf8(name).replace('&', QStringLiteral("&&")));
	action->setCheckable(true);
	action->setChecked(isCamera(source));
	// By what OBS finds again: the source may be gone when it is pressed.
	QObject::connect(action, &QAction::toggled, menu, [id = std::string(obs_source_get_uuid(source))](bool isOne) {
		if (const OBSSourceAutoRelease chosen = obs_get_source_by_uuid(id.c_str()))
			markCamera(chosen, isOne);
	});
	return true;
}

} // namespace

void addCameraMenu(const char *title)
{
	auto *entry = static_cast<QAction *>(obs_frontend_add_tools_menu_qaction(title));
	if (!entry)
		return;
	entry->setMenuRole(QAction::NoRole); // on macOS, words of an entry may move it to another menu
	auto *menu = new QMenu(static_cast<QWidget *>(obs_frontend_get_main_window()));
	QObject::connect(menu, &QMenu::aboutToShow, menu, [menu] {
		menu->clear();
		obs_enum_sources(addSource, menu);
	});
	entry->setMenu(menu);
}

} // namespace DirectPost::Host
