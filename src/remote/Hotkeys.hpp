#pragma once

#include <QObject>
#include <QString>

#include <obs.h>

#include <functional>
#include <memory>
#include <vector>

namespace DirectPost::Remote {

// Keys that OBS lists among its own. OBS stores a frontend's hotkeys in the profile but reads only its own back (OBS
// 30 to 32.2, frontend/settings/OBSBasicSettings.cpp and OBSBasic.cpp): load() reads ours.
class Hotkeys : public QObject {
	Q_OBJECT

public:
	explicit Hotkeys(QObject *parent);
	~Hotkeys() override; // OBS lists them no more

	// `name` is what the profile knows it by, and must never change. `act` is called on this object's thread.
	void add(const char *name, const QString &description, std::function<void()> act);
	void load(); // those of the profile in use

private:
	struct Key {
		Hotkeys &keys;
		const char *name;
		std::function<void()> act;
		obs_hotkey_id id = OBS_INVALID_HOTKEY_ID;
	};
	static void onKey(void *data, obs_hotkey_id id, obs_hotkey_t *hotkey, bool isPressed);

	std::vector<std::unique_ptr<Key>> all_; // OBS holds their addresses
};

} // namespace DirectPost::Remote
