#pragma once

#include "CameraWatch.hpp"
#include "ObsFacts.hpp"

#include <host/RemuxRule.hpp>

#include <base/Log.hpp>
#include <media/CaptureContext.hpp>
#include <media/Readiness.hpp>
#include <media/RecordingMoment.hpp>

#include <QObject>

#include <obs.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace DirectPost::Host {

// One recording, from its begin (RECORDING_STARTED) until its last file is handed on. It hears its output's own
// signals, so that what OBS says about one recording is never taken for another's. Lives on the UI thread; the signals
// come on encoder threads and are passed on queued.
class Take : public QObject {
	Q_OBJECT

public:
	// `cameras` outlives it.
	Take(OBSOutputAutoRelease output, OutputOwner owner, const CameraWatch &cameras, Log log, QObject *parent);
	~Take() override; // nothing is handed on after it

	void noteStopping(); // RECORDING_STOPPING: here the pictures end, whatever is still written after it
	void noteStopped();  // RECORDING_STOPPED
	// The next recording begins, probably with the same output: from now on its signals are the next one's. What is
	// on its way to this take still arrives.
	void noteNext();

	// Where in which of its files it is now; none while it does not say which, or when it is over.
	std::optional<Media::RecordingMoment> moment() const;

	// OBS ends, and finishes the file of a running recording when nobody listens any more: what is known is handed
	// on.
	void noteExit();

signals:
	void began(const std::filesystem::path &file); // also the next part of a split recording
	void written(const DirectPost::Media::Candidate &candidate, const DirectPost::Media::CaptureContext &context);
	// OBS reported an error; after `written`, if there is a file all the same.
	void failed(const std::filesystem::path &file);
	void finished();

private:
	void tellBegin();
	void noteEnd();
	void noteStopCode(int64_t code);
	void noteSplit(const std::string &nextFile);
	void conclude();
	void handOn(const std::string &file, const Media::CaptureContext &context, const RecordingSettings &settings,
		    bool hasFailed);
	void stopListening();

	static void onStop(void *data, calldata_t *parameters);
	static void onFileChanged(void *data, calldata_t *parameters);

	const OBSOutputAutoRelease output_;
	const OutputOwner owner_;
	const CameraWatch &cameras_;
	const Media::Size size_;
	const Log log_;
	const std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
	std::optional<std::string> file_; // the one being written; none: the output does not say
	CameraWatch::Time partBegan_;
	std::optional<CameraWatch::Time> ended_;
	int framesBefore_ = 0;            // in the parts before
	bool isNamedByOutput_ = true;     // else by OBS, for which its last recording may be an earlier one
	std::optional<int64_t> stopCode_; // from the output's stop signal; 0 is success
	bool isSplit_ = false;
	bool isStopped_;
	bool isFinished_ = false;
	std::string gameAtBegin_;                      // players end their game before the recording
	std::optional<Media::CaptureContext> context_; // at its end, as are the settings
	RecordingSettings settings_;
	OBSSignal stopSignal_;
	OBSSignal fileChangedSignal_;
};

} // namespace DirectPost::Host
