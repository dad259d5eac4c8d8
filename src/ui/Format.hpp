#pragma once

#include <QString>

#include <cstdint>
#include <string_view>

// Numbers as people read them, in the user's locale.
namespace DirectPost::Ui::Format {

QString bytes(int64_t count);           // "38.2 MB", decimal like TikTok's limits
QString duration(int64_t duration_ms);  // "0:42", "1:04:10"; rounded down
QString number(double value);           // at most two decimals: "59.94", "60"
QString codec(std::string_view ffmpeg); // "H.264" for "h264"

} // namespace DirectPost::Ui::Format
