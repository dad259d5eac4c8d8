#include "Take.hpp"

#include <base/Utf8Path.hpp>

#include <obs-frontend-api.h>

#include <QTimer>

#include <algorithm>
#include <format>

namespace DirectPost::Host {

namespace {

// The event RECORDING_STOPPED and the output's stop signal, which carries the verdict, come in either order, and one of
// them may stay away: the event waits for the user to close OBS's message about an error.
constexpr int kPatience_ms = 500;

bool hasContent(const std::string &file)
{
	std::error_code failure;
	const uintmax_t size_bytes = std::filesystem::file_size(fromUtf8(file), failure);
	return !failure && size_bytes > 0;
}

} // namespace

Take::Take(OBSOutputAutoRelease output, OutputOwner owner, const CameraWatch &cameras, Log log, QObject *parent)
	: QObject(parent),
	  output_(std::move(output)),
	  owner_(owner),
	  cameras_(cameras),
	  size_(recordedSize(output_)),
	  log_(std::move(log)),
	  file_(fileOf(output_)),
	  partBegan_(cameras.now()),
	  isStopped_(owner == OutputOwner::OtherPlugin) // its output's signal is all that will be heard
{
	if (!output_)
		return;
	signal_handler_t *handler = obs_output_get_signal_handler(output_);
	stopSignal_.Connect(handler, "stop", onStop, this);
	fileChangedSignal_.Connect(handler, "file_changed", onFileChanged, this);
	QMetaObject::invokeMethod(this, &Take::tellBegin, Qt::QueuedConnection); // somebody listens by then
}

Take::~Take()
{
	stopListening();
}

void Take::noteStopping()
{
	ended_ = cameras_.now();
}

void Take::noteStopped()
{
	isStopped_ = true;
	// While the output still runs, the event may be about the recording before: OBS raises it when its message
	// about an error is closed, and by then a hotkey may have started the next.
	if (stopCode_ || !output_ || !obs_output_active(output_))
		noteEnd();
}

void Take::noteNext()
{
	stopListening();
	isStopped_ = true;
	noteEnd();
}

void Take::noteExit()
{
	stopListening();
	if (!isStopped_ && !stopCode_ && !file_) // OBS's last recording is another one
		return;
	if (!context_) {
		context_ = captureContext(nameOf(output_));
		settings_ = recordingSettings(output_);
	}
	conclude();
}

void Take::tellBegin()
{
	if (isFinished_)
		return;
	gameAtBegin_ = capturedGame();
	if (file_ && !file_->empty())
		emit began(fromUtf8(*file_));
}

// By the pictures that the output has taken: where it was paused, the file has none.
std::optional<Media::RecordingMoment> Take::moment() const
{
	obs_video_info video = {};
	if (!file_ || file_->empty() || context_ || !obs_get_video_info(&video) || video.fps_num == 0)
		return std::nullopt;
	const int64_t frames = obs_output_get_total_frames(output_) - framesBefore_;
	return Media::RecordingMoment{.file = fromUtf8(*file_),
				      .position_ms =
					      std::max<int64_t>(0, frames) * 1000 * video.fps_den / video.fps_num};
}

void Take::stopListening()
{
	// Waits for a signal that is being raised; what it queued for this object still arrives, or goes with it.
	stopSignal_.Disconnect();
	fileChangedSignal_.Disconnect();
}

void Take::noteStopCode(int64_t code)
{
	stopCode_ = code;
	noteEnd();
}

void Take::noteEnd()
{
	if (!context_) {
		ended_ = ended_.value_or(cameras_.now());
		context_ = captureContext(nameOf(output_));
		settings_ = recordingSettings(output_);
		QTimer::singleShot(kPatience_ms, this, &Take::conclude);
	}
	if (isStopped_ && stopCode_)
		QMetaObject::invokeMethod(this, &Take::conclude, Qt::QueuedConnection);
}

void Take::conclude()
{
	if (isFinished_)
		return;
	isFinished_ = true;
	isNamedByOutput_ = file_.has_value();
	if (!file_)
		file_ = taken(obs_frontend_get_last_recording());
	const bool hasFailed = stopCode_.value_or(0) != 0;
	if (!hasFailed || hasContent(*file_))
		handOn(*file_, *context_, settings_, hasFailed);
	if (hasFailed) {
		log_(LogLevel::Warning, std::format("OBS reported that the recording failed (code {})", *stopCode_));
		emit failed(fromUtf8(*file_));
	}
	emit finished();
}

void Take::noteSplit(const std::string &nextFile)
{
	if (nextFile.empty())
		return;
	const std::optional<std::string> part = std::exchange(file_, nextFile);
	framesBefore_ = obs_output_get_total_frames(output_);
	isSplit_ = true;
	handOn(part.value_or(""), captureContext(nameOf(output_)), recordingSettings(output_), false);
	partBegan_ = cameras_.now();
	tellBegin();
}

void Take::handOn(const std::string &file, const Media::CaptureContext &context, const RecordingSettings &settings,
		  bool hasFailed)
{
	if (file.empty())
		return;
	Media::Candidate candidate;
	candidate.file = fromUtf8(file);
	if (owner_ == OutputOwner::Obs)
		candidate.remuxTarget = remuxTarget(candidate.file, settings);
	candidate.recordingStarted = started_;
	candidate.hasFailed = hasFailed;
	candidate.isNamedByOutput = isNamedByOutput_;
	candidate.isRestOfSplit = isSplit_ && isFinished_;
	Media::CaptureContext known = context;
	if (known.gameName.empty())
		known.gameName = gameAtBegin_;
	if (owner_ == OutputOwner::Obs)
		known.scenes = cameras_.shown(partBegan_, isFinished_ && ended_ ? *ended_ : cameras_.now(), size_);
	emit written(candidate, known);
}

void Take::onStop(void *data, calldata_t *parameters)
{
	auto *self = static_cast<Take *>(data);
	const int64_t code = calldata_int(parameters, "code");
	QMetaObject::invokeMethod(self, [self, code] { self->noteStopCode(code); }, Qt::QueuedConnection);
}

void Take::onFileChanged(void *data, calldata_t *parameters)
{
	auto *self = static_cast<Take *>(data);
	const char *next = calldata_string(parameters, "next_file");
	const std::string nextFile = next ? next : "";
	QMetaObject::invokeMethod(self, [self, nextFile] { self->noteSplit(nextFile); }, Qt::QueuedConnection);
}

} // namespace DirectPost::Host
