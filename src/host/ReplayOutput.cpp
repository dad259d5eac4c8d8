#include "ReplayOutput.hpp"

#include <base/Utf8Path.hpp>

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

namespace DirectPost::Host {

namespace {

constexpr CameraWatch::Time kLongestWriting{60'000}; // a file that replaces one of its name may be said to be as old

} // namespace

ReplayOutput::ReplayOutput(obs_output_t *output, OutputOwner owner, const CameraWatch &cameras, Log log,
			   QObject *parent)
	: QObject(parent),
	  raw_(output),
	  output_(obs_output_get_weak_output(output)),
	  owner_(owner),
	  name_(nameOf(output)),
	  cameras_(cameras),
	  log_(std::move(log))
{
	savedSignal_.Connect(obs_output_get_signal_handler(output), "saved", onSaved, this);
}

ReplayOutput::~ReplayOutput()
{
	// Waits for a signal that is being raised; what was queued for this object goes with it.
	savedSignal_.Disconnect();
}

bool ReplayOutput::isOf(obs_output_t *output) const
{
	return obs_weak_output_references_output(output_, output);
}

bool ReplayOutput::isGone() const
{
	const OBSOutputAutoRelease output = obs_weak_output_get_output(output_);
	return !output;
}

void ReplayOutput::noteStarted()
{
	started_ = std::chrono::system_clock::now();
	const OBSOutputAutoRelease output = obs_weak_output_get_output(output_);
	size_ = recordedSize(output);
}

void ReplayOutput::noteExit()
{
	savedSignal_.Disconnect(); // waits for a signal that is being raised
	QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

void ReplayOutput::onSaved(void *data, calldata_t *)
{
	// On the thread that wrote the file, which is complete. The name has to be asked for now: the next replay has
	// another.
	auto *self = static_cast<ReplayOutput *>(data);
	calldata_t answer{};
	proc_handler_call(obs_output_get_proc_handler(self->raw_), "get_last_replay", &answer);
	const char *path = calldata_string(&answer, "path");
	const std::string file = path ? path : "";
	calldata_free(&answer);
	const bool isActive = obs_output_active(self->raw_);
	QMetaObject::invokeMethod(self, [self, file, isActive] { self->handOn(file, isActive); }, Qt::QueuedConnection);
}

void ReplayOutput::handOn(const std::string &file, bool isActive)
{
	if (file.empty())
		return log_(LogLevel::Warning, "OBS did not say where it saved a replay");
	Media::Candidate candidate;
	candidate.file = fromUtf8(file);
	if (isActive && owner_ == OutputOwner::Obs) { // OBS does not remux what it does not announce
		const OBSOutputAutoRelease output = obs_weak_output_get_output(output_);
		candidate.remuxTarget = remuxTarget(candidate.file, recordingSettings(output));
	}
	candidate.recordingStarted = started_;
	candidate.isNamedByOutput = true;
	Media::CaptureContext context = captureContext(name_);
	if (owner_ == OutputOwner::Obs)
		context.scenes = shownIn(file);
	emit written(candidate, context);
}

// Its last picture is of the moment when OBS began to write the file; how far it reaches back, its length tells later.
std::vector<Media::SceneShown> ReplayOutput::shownIn(const std::string &file) const
{
	const QDateTime born = QFileInfo(QString::fromStdString(file)).birthTime();
	const CameraWatch::Time writing{born.isValid() ? std::max<qint64>(0, born.msecsTo(QDateTime::currentDateTime()))
						       : 0};
	return cameras_.shown({}, cameras_.now() - std::min(writing, kLongestWriting), size_);
}

} // namespace DirectPost::Host
