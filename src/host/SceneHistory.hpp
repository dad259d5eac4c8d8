#pragma once

#include "ScenePlaces.hpp"

#include <media/CaptureContext.hpp>

#include <QObject>
#include <QTimer>

#include <obs.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace DirectPost::Host {

// Times are those of OBS's pictures, which lie on the clock of os_gettime_ns. A machine that is behind with drawing draws
// the picture of an earlier time.
struct Period {
	uint64_t from_ns = 0;
	uint64_t to_ns = 0;
};

// Which scene was on air when, and what lay where in it, while a recording or the replay buffer runs. It looks ten
// times a second and when a transition says that it begins or is through. Nothing is done on OBS's own threads but to
// note the time. UI thread.
class SceneHistory : public QObject {
	Q_OBJECT

public:
	explicit SceneHistory(QObject *parent = nullptr);
	~SceneHistory() override;

	void noteStarted();     // an output begins; the history ends by itself
	void noteSceneChange(); // also without a transition
	void notePaused(bool isPaused);

	// What was on air then, in pixels of a recording of this size. What was paused is no part of the recording.
	std::vector<Media::SceneOnAir> during(const Period &period, Media::Size picture) const;
	// So much of it was recorded, not paused.
	int64_t recorded_ns(const Period &period) const;

private:
	struct Sight {
		uint64_t from_ns = 0;
		std::string sceneName;
		std::vector<SourceInCanvas> sources;
	};

	void end();
	void look();
	void note(Sight sight);
	void beginTransition(const void *transition, uint64_t now_ns);
	void endTransition(const void *transition, uint64_t now_ns);
	Media::SceneOnAir inRecording(const Sight &sight, uint64_t end_ns, Media::Size picture) const;

	static void onTransitionStart(void *data, calldata_t *parameters);
	static void onTransitionStop(void *data, calldata_t *parameters);

	QTimer timer_;
	QSizeF canvas_;
	std::vector<Sight> sights_;        // oldest first
	std::vector<Period> pauses_;       // one that goes on ends at the end of time
	const void *transition_ = nullptr; // that is going on; for comparison only
	OBSSignal startSignal_;
	OBSSignal stopSignal_;
};

} // namespace DirectPost::Host
