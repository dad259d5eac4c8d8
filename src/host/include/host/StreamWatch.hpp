#pragma once

#include <QObject>
#include <QTimer>

#include <cstdint>

namespace DirectPost::Host {

// What OBS sends at this moment and how it fares, over all outputs that stream to a service: the frontend's own and
// those of other plugins.
struct StreamHealth {
	bool isLive = false;
	int64_t bitrate_bps = 0;   // what the encoders of all streams are set to; 0: they do not say
	int64_t droppedFrames = 0; // since the streams began
	double congestion =
		0; // of the worst, 0.0 to 1.0; only RTMP tells (OBS 32.2.2, plugins/obs-outputs/rtmp-stream.c)
	bool isReconnecting = false;

	bool operator==(const StreamHealth &) const = default;
};

// Now; microseconds. UI thread.
StreamHealth streamHealth();

// Looks four times a second while something is live, and once a second for something that begins. UI thread.
class StreamWatch : public QObject {
	Q_OBJECT

public:
	explicit StreamWatch(QObject *parent = nullptr);

	void start();
	void stop();

signals:
	void looked(const DirectPost::Host::StreamHealth &health); // each time while live, and once after it

private:
	void look();

	QTimer timer_;
	bool wasLive_ = false;
};

} // namespace DirectPost::Host
