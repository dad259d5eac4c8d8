#pragma once

#include <ui/Texts.hpp>

#include <compose/EditSession.hpp>
#include <media/Edit.hpp>

#include <QLocale>
#include <QString>

namespace DirectPost::Ui {

QString timeText(int64_t time_ms, const QLocale &locale); // "0:41.233", "1:00:00.000"; in German "0:41,233"
// What timeText() says, and "41.5"; nothing where it is no time.
std::optional<int64_t> timeFrom(const QString &text);

enum class Precision { Seconds = 1, Milliseconds };
// "0:20 to 0:50 · 30.0 s · about 21 MB · 1.3 s are encoded anew, the rest is copied"; empty for the whole clip as it
// is.
QString editLine(const Texts &texts, const Compose::Edit &edit, int64_t duration_ms,
		 const std::optional<Media::Estimate> &estimate, Precision precision);

// "0:37 to 0:42 · Vertical, cropped": what is posted; empty for the whole clip as it is.
QString planLine(const Texts &texts, const Media::EditPlan &plan, int64_t duration_ms);
QString layoutText(const Texts &texts, Media::LayoutKind kind); // "Vertical, cropped"
// "Last 30 s · Vertical, cropped"; empty where clips are posted as they were recorded.
QString presetEditLine(const Texts &texts, const Compose::PresetEdit &edit);

} // namespace DirectPost::Ui
