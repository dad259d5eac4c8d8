#pragma once

#include <base/StreamHealth.hpp>

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>

namespace DirectPost::Host {

// Looks at OBS's streams four times a second while something is live, and once a second for something that begins. A
// look takes microseconds. UI thread.
class StreamWatch : public QObject {
	Q_OBJECT

public:
	using Time = std::chrono::steady_clock::time_point;

	explicit StreamWatch(QObject *parent = nullptr);

	void start();
	void stop();
	StreamHealth lookAt(Time now); // a look out of turn

signals:
	void looked(const DirectPost::StreamHealth &health); // each time while live, and whatever is new otherwise

private:
	// What OBS had counted at a moment.
	struct Counts {
		Time at;
		int64_t sent_bytes = 0;
		int64_t frames = 0;
		int64_t lateFrames = 0;
	};
	void look();
	Counts countAt(Time now) const;
	int64_t sent_bps() const;
	double late() const;

	QTimer timer_;
	StreamHealth last_;
	std::deque<Counts> counts_; // of the last two seconds, oldest first
};

} // namespace DirectPost::Host
