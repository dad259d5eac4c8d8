#pragma once

class QVBoxLayout;
class QWidget;

namespace DirectPost::Ui {

// Fills `owner` with one column that scrolls when there is no room for it.
QVBoxLayout *scrollingColumn(QWidget *owner);

} // namespace DirectPost::Ui
