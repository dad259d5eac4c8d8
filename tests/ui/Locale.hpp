#pragma once

#include <ui/Texts.hpp>

#include <QMap>
#include <QString>

namespace DirectPost::Ui {

// data/locale/en-US.ini as OBS reads it.
const QMap<QString, QString> &english();
// As a person sees them whose OBS speaks this language: "de-DE".
Texts textsIn(const QString &language);

// Like obs_module_text: a key that is not there comes back as it is. Outside "Error." that fails the test.
Texts englishTexts();

} // namespace DirectPost::Ui
