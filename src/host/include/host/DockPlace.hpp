#pragma once

class QWidget;

namespace DirectPost::Host {

inline constexpr const char *kDockId = "direct-post";

// Hands the dock to OBS, which owns it from then on and destroys it before the module is unloaded. UI thread, in
// obs_module_load, so that OBS can restore the place it had. False when OBS refuses (the id is taken).
bool addDock(QWidget *dock, const char *title);

// OBS adds new docks floating and hidden, where nobody finds them: the first time, dock ours on the right and show it.
// UI thread, after FINISHED_LOADING.
void showDockOnTheRight(QWidget *dock);

// Opens the dock when it was closed, and raises it when another one covers it. What a person does elsewhere goes on
// undisturbed. UI thread.
void bringIntoSight(QWidget *dock);

// OBS's Tools menu gets an entry that does the same, for those who look there, and puts a dock that floats in front.
// UI thread, while OBS loads.
void addToToolsMenu(QWidget *dock, const char *title);

} // namespace DirectPost::Host
