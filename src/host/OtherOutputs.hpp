#pragma once

#include "Take.hpp"

#include <QPointer>
#include <QTimer>

#include <vector>

namespace DirectPost::Host {

class ReplayOutput;

// What other plugins record in this OBS, into files of their own: a vertical canvas, a single source. OBS tells nobody
// that an output of theirs began, so all outputs are looked through once a second. UI thread.
class OtherOutputs : public QObject {
	Q_OBJECT

public:
	// `cameras` outlives it.
	OtherOutputs(const CameraWatch &cameras, Log log, QObject *parent);
	~OtherOutputs() override; // nothing is handed on after it

	void start();    // once OBS has loaded
	void noteExit(); // OBS ends: what is known is handed on

	std::optional<Media::RecordingMoment> moment() const; // of the recording that began first; see Take

signals:
	void began(const std::filesystem::path &file);
	void written(const DirectPost::Media::Candidate &candidate, const DirectPost::Media::CaptureContext &context);
	void failed(const std::filesystem::path &file); // see Take

private:
	void look();
	void follow(OBSOutputAutoRelease output);
	void followRecording(OBSOutputAutoRelease output);
	void followReplays(obs_output_t *output);

	struct Followed {
		const obs_output_t *output; // the take keeps it alive
		QPointer<Take> take;
	};

	const CameraWatch &cameras_;
	const Log log_;
	QTimer timer_;
	std::vector<Followed> recordings_;
	std::vector<ReplayOutput *> replays_; // our children; what OBS has dropped goes with the next look
};

} // namespace DirectPost::Host
