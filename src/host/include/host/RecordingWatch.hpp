#pragma once

#include <base/Log.hpp>
#include <media/Intake.hpp>

#include <QObject>
#include <QString>

#include <memory>

namespace DirectPost::Host {

// Turns OBS's recording and replay events into candidates. OBS raises its events on the UI thread and its output
// signals on encoder threads with the signal's lock held; both only take notes here (well under a millisecond) and the
// rest follows queued.
class RecordingWatch : public QObject {
	Q_OBJECT

public:
	explicit RecordingWatch(Log log, QObject *parent = nullptr);
	~RecordingWatch() override; // same as stop()

	void start();
	void stop(); // at OBS_FRONTEND_EVENT_EXIT at the latest: the frontend is gone after it

signals:
	void clipWritten(const DirectPost::Media::Candidate &candidate, DirectPost::Media::Origin origin,
			 const QString &sceneName);
	void recordingFailed(const QString &file); // OBS reported an error: the file is not picked up by itself
	void finishedLoading();
	void exiting();
	void themeChanged();

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Host
