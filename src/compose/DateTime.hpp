#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <chrono>

namespace DirectPost::Compose {

// The clock's time as Qt has it, in UTC.
inline QDateTime dateTimeOf(std::chrono::system_clock::time_point time)
{
	const auto since = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
	return QDateTime::fromMSecsSinceEpoch(since.count(), QTimeZone::UTC);
}

} // namespace DirectPost::Compose
