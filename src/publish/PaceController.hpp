#pragma once

#include <publish/LivePace.hpp>

#include <base/StreamHealth.hpp>

#include <array>
#include <chrono>
#include <optional>

namespace DirectPost::Publish {

// Finds the speed that the show does not feel, in the manner of LEDBAT (RFC 6817): a queue on the line, which a longer
// round trip betrays, makes it give way before the stream has to drop a frame. Pure: time and signs are given.
//
//   climbing --round trip over its shortest--> gives way by 15 %, climbs on when the queue is gone
//   climbing --dropped frame, congestion-----> half the speed, held for ten seconds; then it climbs slowly to
//                                              where it had to give way, and slower still beyond
class PaceController {
public:
	using Time = std::chrono::steady_clock::time_point;

	struct Signals {
		StreamHealth show;
		std::optional<std::chrono::microseconds> roundTrip; // of our own upload; nothing: none runs
		bool isSending = false;
		bool isHeldBack = false;         // by the last limit, since the last step
		double line_bytesPerSecond = 0;  // what the line bore without a stream; 0: not known
		double least_bytesPerSecond = 0; // below this the upload's hour would not do
		int minuteOfDay = 0;             // local time
	};

	// The limit from now on; nothing: unlimited.
	std::optional<int64_t> step(Time now, const PaceSettings &settings, const Signals &signs);
	// What the stream leaves, as far as it is known by now, whatever the upload needs; 0: nothing is sent politely.
	double polite_bytesPerSecond() const { return speed_; }

private:
	double politeSpeed(Time now, const Signals &signs);
	double firstSpeed(const Signals &signs) const;
	bool isStreamInTrouble(const StreamHealth &show) const;
	bool beginsToSendLess(const StreamHealth &show);
	void adjust(Time now, const Signals &signs);
	double queueOf(Time now, const Signals &signs);
	bool looksAfresh(Time now) const { return looksAfreshUntil_ && now < *looksAfreshUntil_; }
	void giveWay(Time now, double queue);
	void halve(Time now);
	void climb(Time now, double time_s);
	void forget();

	double speed_ = 0;              // 0: not begun
	std::optional<double> ceiling_; // where the stream suffered last
	std::optional<Time> heldUntil_;
	std::optional<Time> gaveWayAt_;
	std::optional<Time> lastStep_;
	double queue_ = 0; // at the last look
	StreamHealth lastShow_;
	double usualShare_ = 0; // of its bitrate, that the stream sends; 0: not known
	bool sendsLess_ = false;
	bool beginsToSendLess_ = false;
	std::optional<std::chrono::microseconds> shortest_; // round trip
	Time shortestAt_{};
	std::optional<Time> looksAfreshUntil_; // for the shortest
	std::array<std::chrono::microseconds, 4> lastRoundTrips_{};
};

} // namespace DirectPost::Publish
