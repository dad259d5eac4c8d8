#pragma once

#include <QList>

class QWidget;

namespace DirectPost::Ui {

// Lets the Tab key go through these parts one after the other, and within each as its layout shows it. By itself Qt
// goes by the order of making, and much is made only when it is needed, or moved afterwards. On the UI thread.
void orderTabs(const QList<QWidget *> &parts);

} // namespace DirectPost::Ui
