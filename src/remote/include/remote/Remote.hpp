#pragma once

#include <compose/Composer.hpp>

#include <base/Log.hpp>

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace DirectPost::Remote {

// Direct Post without the mouse: hotkeys that OBS lists and keeps, and obs-websocket's vendor "direct-post". Both send
// the composer the commands that the dock sends. UI thread; hotkeys and requests come on other threads and are passed
// on queued.
class Remote : public QObject {
	Q_OBJECT

public:
	// `text`: a sentence by its key; what OBS calls a hotkey comes from there.
	Remote(Compose::Composer &composer, std::function<QString(const char *key)> text, Log log);
	~Remote() override; // same as stop()

	void start(); // once OBS has loaded: its hotkeys and obs-websocket are there by then
	void loadHotkeys(); // another profile is in use: it has keys of its own
	void stop(); // at OBS_FRONTEND_EVENT_EXIT at the latest

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Remote
