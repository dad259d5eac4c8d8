#include "Format.hpp"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace DirectPost::Ui::Format {

QString bytes(int64_t count)
{
	const int decimals = count < 1'000'000 ? 0 : 1;
	return QLocale().formattedDataSize(count, decimals, QLocale::DataSizeSIFormat);
}

QString duration(int64_t duration_ms)
{
	const int64_t all_s = std::max<int64_t>(duration_ms, 0) / 1000;
	const int64_t hours = all_s / 3600;
	const int minutes = static_cast<int>(all_s / 60 % 60);
	const int seconds = static_cast<int>(all_s % 60);
	if (hours > 0)
		return QStringLiteral("%1:%2:%3")
			.arg(hours)
			.arg(minutes, 2, 10, QChar(u'0'))
			.arg(seconds, 2, 10, QChar(u'0'));
	return QStringLiteral("%1:%2").arg(minutes).arg(seconds, 2, 10, QChar(u'0'));
}

QString number(double value)
{
	return QLocale().toString(std::round(value * 100) / 100, 'g', 6);
}

QString codec(std::string_view ffmpeg)
{
	if (ffmpeg == "h264")
		return QStringLiteral("H.264");
	if (ffmpeg == "hevc")
		return QStringLiteral("H.265");
	return QString::fromUtf8(ffmpeg.data(), static_cast<qsizetype>(ffmpeg.size())).toUpper();
}

} // namespace DirectPost::Ui::Format
