#pragma once

#include <QDialog>

namespace DirectPost::Ui {

// Shows the dialog, or brings it to the front. Never modal: it would lock OBS's window in the middle of a show. Its size
// is chosen when it is shown for the first time; from then on it is the user's.
inline void openDialog(QDialog &dialog)
{
	dialog.show();
	dialog.raise();
	dialog.activateWindow();
}

} // namespace DirectPost::Ui
