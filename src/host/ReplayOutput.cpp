#include "ReplayOutput.hpp"

#include "ObsFacts.hpp"

#include <base/Utf8Path.hpp>

#include <util/platform.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

namespace DirectPost::Host {

namespace {

constexpr uint64_t kNsPerMs = 1'000'000;
constexpr uint64_t kNsPerSecond = 1000 * kNsPerMs;
constexpr int64_t kLongestWriting_ms = 60'000; // an older date is another file's
constexpr int64_t kKeyFrame_s = 10;            // a replay begins with one, before the time it is to hold

} // namespace

ReplayOutput::ReplayOutput(obs_output_t *output, const SceneHistory &history, Log log, QObject *parent)
	: QObject(parent),
	  raw_(output),
	  output_(obs_output_get_weak_output(output)),
	  name_(nameOf(output)),
	  history_(history),
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

void ReplayOutput::noteStarted()
{
	const OBSOutputAutoRelease output = obs_weak_output_get_output(output_);
	started_ = std::chrono::system_clock::now();
	start_ns_ = os_gettime_ns();
	isEncoderShared_ = isEncoderShared(output);
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
	const OBSOutputAutoRelease output = obs_weak_output_get_output(output_);
	if (isActive) { // OBS does not remux what it does not announce
		candidate.remuxTarget = remuxTarget(candidate.file, recordingSettings(output));
	}
	candidate.recordingStarted = started_;
	candidate.isNamedByOutput = true;
	Media::CaptureContext context =
		captureContext(output, history_, periodOf(candidate.file, output, isActive));
	context.outputName = name_; // also when OBS has dropped it
	emit written(candidate, context);
}

// A replay ends with the moment in which it was asked for, and its file is begun when the encoder has come so far.
Period ReplayOutput::periodOf(const std::filesystem::path &file, obs_output_t *output, bool isActive) const
{
	const uint64_t now_ns = os_gettime_ns();
	const OBSDataAutoRelease settings = output ? obs_output_get_settings(output) : nullptr;
	const int64_t most_s = settings ? obs_data_get_int(settings, "max_time_sec") : 0;
	const QDateTime begun = QFileInfo(file).birthTime();
	const int64_t age_ms = begun.isValid() ? begun.msecsTo(QDateTime::currentDateTime()) : 0;
	uint64_t end_ns = now_ns;
	if (age_ms > 0 && age_ms < kLongestWriting_ms)
		end_ns -= static_cast<uint64_t>(age_ms) * kNsPerMs;
	if (isActive && !isEncoderShared_)
		end_ns -= encoderLag_ns(output, history_.recorded_ns({start_ns_, now_ns}));
	const uint64_t longest_ns = static_cast<uint64_t>(most_s + kKeyFrame_s) * kNsPerSecond;
	const bool isLimited = most_s > 0 && end_ns - start_ns_ > longest_ns;
	return {.from_ns = isLimited ? end_ns - longest_ns : start_ns_, .to_ns = end_ns};
}

} // namespace DirectPost::Host
