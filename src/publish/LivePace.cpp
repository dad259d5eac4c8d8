#include <publish/LivePace.hpp>

#include <algorithm>

namespace DirectPost::Publish {

namespace {

constexpr double kShareUsed = 0.85; // of what a stream leaves

bool isWithin(int minute, int from, int to)
{
	return from <= to ? from <= minute && minute < to : from <= minute || minute < to;
}

} // namespace

bool givesWay(const PaceSettings &settings)
{
	return settings.mode != PaceMode::FullSpeed && settings.mode != PaceMode::FixedCap;
}

std::optional<int64_t> capAt(const PaceSettings &settings, int minuteOfDay)
{
	const bool isFree = settings.mode == PaceMode::Timetable &&
			    isWithin(minuteOfDay, settings.freeFrom_min, settings.freeTo_min);
	const bool hasCap = settings.mode == PaceMode::FixedCap || (settings.mode == PaceMode::Timetable && !isFree);
	return hasCap ? std::optional(settings.cap_bytesPerSecond) : std::nullopt;
}

double expectedSpeed(double line_bytesPerSecond, const PaceSettings &settings, const StreamHealth &show,
		     int minuteOfDay)
{
	double expected = line_bytesPerSecond;
	const bool sharesLine = show.isLive && givesWay(settings) && settings.mode != PaceMode::AfterStream;
	if (sharesLine && expected > 0) {
		const double left = line_bytesPerSecond - static_cast<double>(show.bitrate_bps) / 8;
		expected = std::max(left * kShareUsed, kLeastPolite_bytesPerSecond);
	}
	const auto cap = capAt(settings, minuteOfDay);
	if (!cap)
		return expected;
	const auto cap_bytesPerSecond = static_cast<double>(*cap);
	return expected > 0 ? std::min(expected, cap_bytesPerSecond) : cap_bytesPerSecond;
}

} // namespace DirectPost::Publish
