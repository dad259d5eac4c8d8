#pragma once

class QDialog;

namespace DirectPost::Ui {

// Shows the dialog soon, or raises it when it is open. Its layout, its window and showing it are dear: each is a task
// of its own. Never modal: it would lock OBS's window in the middle of a show.
void openSoon(QDialog &dialog);

} // namespace DirectPost::Ui
