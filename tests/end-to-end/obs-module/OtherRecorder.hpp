#pragma once

#include <obs.hpp>

#include <QString>
#include <QTimer>

#include <vector>

// Another plugin that records in the same OBS, by outputs and encoders of its own, as the files in its folder say:
// while "record" is there, into "vertical-N.mkv"; from "replays" on it keeps a replay buffer, which "save" makes it
// save. UI thread.
class OtherRecorder {
public:
	explicit OtherRecorder(QString folder);
	~OtherRecorder();

private:
	OBSOutputAutoRelease started(const char *id, const char *name, const OBSDataAutoRelease &settings);
	void look();
	bool isWanted(const char *what) const;
	void record();
	void keepReplays();
	void saveReplay();

	const QString folder_;
	QTimer timer_;
	int recordings_ = 0;
	std::vector<OBSEncoderAutoRelease> encoders_; // outlive the outputs
	OBSOutputAutoRelease recorder_;
	OBSOutputAutoRelease replays_;
};
