#pragma once

#include "Outline.hpp"

#include <media/CaptureContext.hpp>

#include <obs.h>

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>

namespace DirectPost::Host {

// Notes which scene is on air and where its cameras lie, while something is recorded: looks twenty times a second,
// which takes microseconds, and keeps what changed. UI thread.
class CameraWatch : public QObject {
	Q_OBJECT

public:
	// Of what is recorded: it stands still while the recording is paused. OBS lets nobody pause a recording whose
	// encoders a stream uses, and the replay buffer of one that is paused gets no pictures either.
	using Time = std::chrono::milliseconds;

	explicit CameraWatch(QObject *parent = nullptr);

	void start(); // until nothing is recorded any more
	void stop();  // what was noted is kept: files are handed on later
	void pause(bool isPaused);

	Time now() const;
	// What was on air in a file of this size, from `from` to its end.
	std::vector<Media::SceneShown> shown(Time from, Time end, Media::Size recorded) const;

private:
	struct Camera {
		std::string sourceName;
		Box part; // of the picture's width and height, which are 1

		bool operator==(const Camera &) const = default;
	};
	struct Look {
		Time at;
		std::string sceneName;
		std::vector<Camera> cameras;
	};
	void look();
	Look lookNow() const;

	QTimer timer_;
	std::deque<Look> looks_; // at which something was new, oldest first
	std::chrono::steady_clock::time_point pausedAt_;
	std::chrono::steady_clock::duration pausedFor_ = {};
	bool isPaused_ = false;
};

// Of what an output records; with none, of what OBS gives to outputs.
Media::Size recordedSize(obs_output_t *output);

} // namespace DirectPost::Host
