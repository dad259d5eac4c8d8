#pragma once

#include <base/StreamHealth.hpp>

#include <cstdint>
#include <optional>

// How fast posts are sent while OBS is live: the uplink is the show's first.
namespace DirectPost::Publish {

enum class PaceMode {
	Polite = 1,  // takes what the stream leaves; full speed while OBS is not live
	AfterStream, // nothing is begun while OBS is live; what is on its way already goes on politely
	FullSpeed,   // as if nobody streamed
	FixedCap,    // never faster than `cap_bytesPerSecond`, live or not
	Timetable,   // the same, but for some hours of each day; politely at all times
};

struct PaceSettings {
	PaceMode mode = PaceMode::Polite;
	int64_t cap_bytesPerSecond = 500'000;
	// The hours without a cap, of Timetable: minutes since midnight, local time; they may pass midnight.
	int freeFrom_min = 23 * 60;
	int freeTo_min = 7 * 60;

	bool operator==(const PaceSettings &) const = default;
};

inline constexpr double kLeastPolite_bytesPerSecond = 16'000; // however little a stream leaves

// Whether posts give way to a live stream.
bool givesWay(const PaceSettings &settings);

// The highest speed that the user allows at that minute of the day; nothing: any.
std::optional<int64_t> capAt(const PaceSettings &settings, int minuteOfDay);

// What an upload that begins now may reach. `line_bytesPerSecond`: what the line bore without a stream. 0: not known.
double expectedSpeed(double line_bytesPerSecond, const PaceSettings &settings, const StreamHealth &show,
		     int minuteOfDay);

} // namespace DirectPost::Publish
