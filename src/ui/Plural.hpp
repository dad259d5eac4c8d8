#pragma once

#include <QLocale>

namespace DirectPost::Ui {

// Which form of a word goes with a whole number, as the CLDR has it (its categories one, few, many, other). A text of
// data/locale gives the forms in this order: {count:file|files}; Russian {count:файл|файла|файлов}. A language of which
// there is no text is shown in English, and so has English's.
int pluralForms(QLocale::Language language);               // how many there are, at least 1
int pluralForm(QLocale::Language language, qint64 number); // from 0

} // namespace DirectPost::Ui
