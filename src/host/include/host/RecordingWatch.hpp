#pragma once

#include <base/Log.hpp>
#include <media/CaptureContext.hpp>
#include <media/Intake.hpp>
#include <media/RecordingMoment.hpp>

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace DirectPost::Host {

// Turns OBS's recordings and replays, and those that other plugins make in it, into candidates: every part of a split
// recording, a recording whose end went wrong (its candidate says so), a replay that OBS does not announce because the
// buffer stops. Which file belongs to which recording comes from the output itself. OBS raises its events on the UI
// thread and its output signals on encoder threads with the signal's lock held; both only take notes here (well under a
// millisecond) and the rest follows queued. UI thread.
class RecordingWatch : public QObject {
	Q_OBJECT

public:
	explicit RecordingWatch(Log log, QObject *parent = nullptr);
	~RecordingWatch() override; // same as stop()

	void start();
	void stop(); // at OBS_FRONTEND_EVENT_EXIT at the latest: the frontend is gone after it

	// Where the running recording is now, OBS's own before another plugin's; none while none runs, or its output
	// does not say where it writes to.
	std::optional<Media::RecordingMoment> moment() const;

signals:
	void recordingBegan(const std::filesystem::path &file); // also the next part of a split one
	void clipWritten(const DirectPost::Media::Candidate &candidate, DirectPost::Media::Origin origin,
			 const DirectPost::Media::CaptureContext &context);
	// OBS reported an error. If it wrote a file all the same, clipWritten came right before.
	void recordingFailed(const std::filesystem::path &file);
	void finishedLoading();
	void profileInUse(const QString &name); // once OBS has loaded, and when another one is chosen
	void exiting();

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Host
