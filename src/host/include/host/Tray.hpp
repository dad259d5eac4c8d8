#pragma once

class QString;
class QWidget;

namespace DirectPost::Host {

// Whether a person sees it: OBS is in front, and nothing of OBS hides it. UI thread.
bool isInSight(const QWidget &widget);

// At OBS's icon in the system's tray, as the desktop shows such messages; nowhere while OBS shows no icon. UI thread.
void tellInTray(const QString &title, const QString &text, bool isTrouble);

} // namespace DirectPost::Host
