#pragma once

class QDialog;

namespace DirectPost::Ui {

// Shows the dialog soon. Its layout, its window and showing it are dear: each is a task of its own.
void openSoon(QDialog &dialog);

} // namespace DirectPost::Ui
