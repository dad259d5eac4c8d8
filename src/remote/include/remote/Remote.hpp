#pragma once

#include "Notification.hpp"

#include <compose/Composer.hpp>

#include <base/Log.hpp>

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace DirectPost::Remote {

// Direct Post without the mouse: hotkeys that OBS lists and keeps, and obs-websocket's vendor "direct-post". Both send
// the composer the commands that the dock sends. And without the eye: what becomes of posts is told to those who do not
// see the dock. UI thread; hotkeys and requests come on other threads and are passed on queued.
class Remote : public QObject {
	Q_OBJECT

public:
	struct Parts {
		Compose::Composer &composer;
		std::function<std::optional<Media::RecordingMoment>()> moment; // where OBS's recording is now
		std::function<bool()> saveReplay;                              // false: there is no replay buffer
		std::function<QString(const char *key)> text;                  // what OBS calls a hotkey
		std::function<bool()> isDockSeen;
		std::function<void(const Notification &)> tell;
		Log log;
	};
	explicit Remote(Parts parts);
	~Remote() override; // same as stop()

	void start();       // once OBS has loaded: its hotkeys and obs-websocket are there by then
	void loadHotkeys(); // another profile is in use: it has keys of its own
	void stop();        // at OBS_FRONTEND_EVENT_EXIT at the latest

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Remote
