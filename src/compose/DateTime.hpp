#pragma once

#include <base/FileIdentity.hpp>

#include <QDateTime>
#include <QTimeZone>

#include <chrono>
#include <string>

namespace DirectPost::Compose {

// The clock's time as Qt has it, in UTC.
inline QDateTime dateTimeOf(std::chrono::system_clock::time_point time)
{
	const auto since = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
	return QDateTime::fromMSecsSinceEpoch(since.count(), QTimeZone::UTC);
}

// Where programs read it: "2026-11-22T18:00:00Z".
inline std::string isoTextOf(std::chrono::system_clock::time_point time)
{
	return dateTimeOf(time).toString(Qt::ISODate).toStdString();
}

// When a file's content was last written. Each system's file clock has an epoch of its own.
inline std::chrono::system_clock::time_point modifiedAt(const FileIdentity &identity)
{
	using FileTime = std::filesystem::file_time_type;
	const auto age = FileTime::clock::now() - FileTime(FileTime::duration(identity.modified_ticks));
	return std::chrono::system_clock::now() - std::chrono::duration_cast<std::chrono::system_clock::duration>(age);
}

} // namespace DirectPost::Compose
