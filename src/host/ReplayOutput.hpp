#pragma once

#include "CameraWatch.hpp"
#include "ObsFacts.hpp"

#include <base/Log.hpp>
#include <media/CaptureContext.hpp>
#include <media/Readiness.hpp>

#include <QObject>

#include <obs.hpp>

#include <chrono>
#include <string>

namespace DirectPost::Host {

// The output that keeps the replay buffer, and every replay it saves. OBS's own event REPLAY_BUFFER_SAVED never comes
// when the buffer stops, or the stream that carries it ends, while the file is being written; the output's signal does.
// Lives on the UI thread.
class ReplayOutput : public QObject {
	Q_OBJECT

public:
	// `cameras` outlives it.
	ReplayOutput(obs_output_t *output, OutputOwner owner, const CameraWatch &cameras, Log log, QObject *parent);
	~ReplayOutput() override; // nothing is handed on after it

	bool isOf(obs_output_t *output) const;
	bool isGone() const; // its owner has dropped the output
	void noteStarted();  // the buffer runs (again)
	void noteExit();     // OBS ends: what was saved and not handed on yet is handed on now

signals:
	void written(const DirectPost::Media::Candidate &candidate, const DirectPost::Media::CaptureContext &context);

private:
	void handOn(const std::string &file, bool isActive);
	std::vector<Media::SceneShown> shownIn(const std::string &file) const;
	static void onSaved(void *data, calldata_t *parameters);

	// OBS may drop the output when the profile changes. The pointer is used in the output's own signal only.
	obs_output_t *const raw_;
	const OBSWeakOutputAutoRelease output_;
	const OutputOwner owner_;
	const std::string name_;
	const CameraWatch &cameras_;
	const Log log_;
	Media::Size size_;
	std::chrono::system_clock::time_point started_;
	OBSSignal savedSignal_;
};

} // namespace DirectPost::Host
