#include "Hotkeys.hpp"

#include <obs-frontend-api.h>
#include <util/config-file.h>

#include <obs.hpp>

namespace DirectPost::Remote {

Hotkeys::Hotkeys(QObject *parent) : QObject(parent) {}

Hotkeys::~Hotkeys()
{
	for (const auto &key : all_)
		obs_hotkey_unregister(key->id);
}

void Hotkeys::add(const char *name, const QString &description, std::function<void()> act)
{
	auto &key = all_.emplace_back(std::make_unique<Key>(*this, name, std::move(act)));
	key->id = obs_hotkey_register_frontend(name, description.toUtf8().constData(), onKey, key.get());
}

void Hotkeys::load()
{
	config_t *profile = obs_frontend_get_profile_config();
	for (const auto &key : all_) {
		const char *stored = profile ? config_get_string(profile, "Hotkeys", key->name) : nullptr;
		const OBSDataAutoRelease data = obs_data_create_from_json(stored ? stored : "{}");
		const OBSDataArrayAutoRelease bindings = obs_data_get_array(data, "bindings");
		obs_hotkey_load(key->id, bindings);
	}
}

// On OBS's hotkey thread.
void Hotkeys::onKey(void *data, obs_hotkey_id, obs_hotkey_t *, bool isPressed)
{
	if (!isPressed)
		return;
	const auto &key = *static_cast<Key *>(data);
	QMetaObject::invokeMethod(&key.keys, key.act, Qt::QueuedConnection);
}

} // namespace DirectPost::Remote
