#include <host/RecordingWatch.hpp>
#include <host/RemuxRule.hpp>

#include <base/Utf8Path.hpp>

#include <obs-frontend-api.h>
#include <obs.hpp>
#include <util/config-file.h>
#include <util/util.hpp>

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <format>
#include <optional>

namespace DirectPost::Host {

namespace {

using Media::Candidate;
using Media::Origin;

// The output's stop signal carries the verdict and may come a little after RECORDING_STOPPED; without it the file
// decides.
constexpr int kStopSignalPatience_ms = 500;
constexpr double kHandlerBudget_ms = 1.0;

std::string taken(char *text)
{
	BPtr<char> owned(text);
	return owned ? std::string(owned.Get()) : std::string();
}

QString currentScene()
{
	const OBSSourceAutoRelease scene = obs_frontend_get_current_scene();
	return scene ? QString::fromUtf8(obs_source_get_name(scene)) : QString();
}

std::string configText(config_t *config, const char *section, const char *name)
{
	const char *text = config_get_string(config, section, name);
	return text ? text : "";
}

RecordingSettings recordingSettings(obs_output_t *output)
{
	RecordingSettings settings;
	config_t *config = obs_frontend_get_profile_config();
	if (!config)
		return settings;
	const bool isAdvanced = configText(config, "Output", "Mode") == "Advanced";
	settings.isAutoRemuxOn = config_get_bool(config, "Video", "AutoRemux");
	settings.isFfmpegOutput = isAdvanced && configText(config, "AdvOut", "RecType") == "FFmpeg";
	settings.format = configText(config, isAdvanced ? "AdvOut" : "SimpleOutput", "RecFormat2");
	if (const obs_encoder_t *encoder = output ? obs_output_get_video_encoder(output) : nullptr) {
		const char *codec = obs_encoder_get_codec(encoder);
		settings.videoCodec = codec ? codec : "";
	}
	return settings;
}

} // namespace

// A recording from RECORDING_STARTED until its last file is handed on.
struct Take {
	OBSOutputAutoRelease output;
	std::chrono::system_clock::time_point started;
	std::string currentFile;         // the part being written, for split recordings
	std::optional<int64_t> stopCode; // from the output's stop signal; 0 is success
	bool isStopped = false;          // RECORDING_STOPPED was seen
	RecordingSettings settings;
	QString sceneName;
};

struct RecordingWatch::Private {
	RecordingWatch &watch;
	Log log;
	bool isRunning = false;
	std::optional<Take> take;
	std::chrono::system_clock::time_point replayStarted;
	OBSSignal stopSignal;
	OBSSignal splitSignal;

	void beginTake();
	void finishTake();
	void handOn(const std::string &file, const Take &from);
	void replaySaved();
	void handle(obs_frontend_event event);

	static void onEvent(obs_frontend_event event, void *data);
	static void onStopSignal(void *data, calldata_t *parameters);
	static void onSplitSignal(void *data, calldata_t *parameters);
};

RecordingWatch::RecordingWatch(Log log, QObject *parent)
	: QObject(parent), d_(std::make_unique<Private>(Private{*this, std::move(log), false, {}, {}, {}, {}}))
{
}

RecordingWatch::~RecordingWatch()
{
	stop();
}

void RecordingWatch::start()
{
	d_->isRunning = true;
	obs_frontend_add_event_callback(Private::onEvent, d_.get());
}

void RecordingWatch::stop()
{
	if (!d_->isRunning)
		return;
	d_->isRunning = false;
	d_->stopSignal.Disconnect();
	d_->splitSignal.Disconnect();
	d_->take.reset();
	obs_frontend_remove_event_callback(Private::onEvent, d_.get());
}

void RecordingWatch::Private::onEvent(obs_frontend_event event, void *data)
{
	auto *self = static_cast<Private *>(data);
	QElapsedTimer timer;
	timer.start();
	try {
		self->handle(event);
	} catch (const std::exception &problem) {
		self->log(LogLevel::Error, std::string("an OBS event could not be handled: ") + problem.what());
	}
	const double took_ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
	const char *what = event == OBS_FRONTEND_EVENT_RECORDING_STOPPED     ? "recording"
			   : event == OBS_FRONTEND_EVENT_REPLAY_BUFFER_SAVED ? "replay"
									     : nullptr;
	if (what)
		self->log(took_ms > kHandlerBudget_ms ? LogLevel::Warning : LogLevel::Info,
			  std::format("{} event handled in {:.3f} ms", what, took_ms));
}

void RecordingWatch::Private::handle(obs_frontend_event event)
{
	switch (event) {
	case OBS_FRONTEND_EVENT_RECORDING_STARTED:
		beginTake();
		break;
	case OBS_FRONTEND_EVENT_RECORDING_STOPPED:
		if (!take)
			break;
		take->isStopped = true;
		take->currentFile = taken(obs_frontend_get_last_recording());
		take->sceneName = currentScene();
		take->settings = recordingSettings(take->output);
		if (take->stopCode)
			QTimer::singleShot(0, &watch, [this] { finishTake(); });
		else
			QTimer::singleShot(kStopSignalPatience_ms, &watch, [this] { finishTake(); });
		break;
	case OBS_FRONTEND_EVENT_REPLAY_BUFFER_STARTED:
		replayStarted = std::chrono::system_clock::now();
		break;
	case OBS_FRONTEND_EVENT_REPLAY_BUFFER_SAVED:
		replaySaved();
		break;
	case OBS_FRONTEND_EVENT_FINISHED_LOADING:
		emit watch.finishedLoading();
		break;
	case OBS_FRONTEND_EVENT_THEME_CHANGED:
		emit watch.themeChanged();
		break;
	case OBS_FRONTEND_EVENT_EXIT:
		emit watch.exiting();
		break;
	default:
		break;
	}
}

void RecordingWatch::Private::beginTake()
{
	finishTake(); // one that still waits for its stop signal
	// The output object changes with profile and settings, so its signals are hooked anew for every recording.
	take.emplace();
	take->started = std::chrono::system_clock::now();
	take->output = obs_frontend_get_recording_output();
	take->currentFile = taken(obs_frontend_get_last_recording());
	if (!take->output)
		return;
	signal_handler_t *handler = obs_output_get_signal_handler(take->output);
	stopSignal.Connect(handler, "stop", onStopSignal, this);
	splitSignal.Connect(handler, "file_changed", onSplitSignal, this);
}

void RecordingWatch::Private::onStopSignal(void *data, calldata_t *parameters)
{
	auto *self = static_cast<Private *>(data);
	const int64_t code = calldata_int(parameters, "code");
	QMetaObject::invokeMethod(
		&self->watch,
		[self, code] {
			if (!self->take)
				return;
			self->take->stopCode = code;
			if (self->take->isStopped)
				self->finishTake();
		},
		Qt::QueuedConnection);
}

void RecordingWatch::Private::onSplitSignal(void *data, calldata_t *parameters)
{
	auto *self = static_cast<Private *>(data);
	const char *next = calldata_string(parameters, "next_file");
	const std::string nextFile = next ? next : "";
	QMetaObject::invokeMethod(
		&self->watch,
		[self, nextFile] {
			if (!self->take || nextFile.empty())
				return;
			self->take->settings = recordingSettings(self->take->output);
			self->take->sceneName = currentScene();
			self->handOn(self->take->currentFile, *self->take);
			self->take->currentFile = nextFile;
		},
		Qt::QueuedConnection);
}

void RecordingWatch::Private::finishTake()
{
	if (!take || !take->isStopped)
		return;
	stopSignal.Disconnect();
	splitSignal.Disconnect();
	const Take finished = std::move(*take);
	take.reset();
	if (finished.stopCode.value_or(0) != 0) {
		log(LogLevel::Warning,
		    std::format("OBS reported that the recording failed (code {})", *finished.stopCode));
		emit watch.recordingFailed(QString::fromStdString(finished.currentFile));
		return;
	}
	handOn(finished.currentFile, finished);
}

void RecordingWatch::Private::handOn(const std::string &file, const Take &from)
{
	if (file.empty())
		return;
	Candidate candidate;
	candidate.file = fromUtf8(file);
	candidate.remuxTarget = remuxTarget(candidate.file, from.settings);
	candidate.recordingStarted = from.started;
	emit watch.clipWritten(candidate, Origin::Recording, from.sceneName);
}

void RecordingWatch::Private::replaySaved()
{
	const std::string file = taken(obs_frontend_get_last_replay());
	if (file.empty())
		return;
	const OBSOutputAutoRelease output = obs_frontend_get_replay_buffer_output();
	Candidate candidate;
	candidate.file = fromUtf8(file);
	candidate.remuxTarget = remuxTarget(candidate.file, recordingSettings(output));
	candidate.recordingStarted = replayStarted;
	const QString sceneName = currentScene();
	QMetaObject::invokeMethod(
		&watch, [this, candidate, sceneName] { emit watch.clipWritten(candidate, Origin::Replay, sceneName); },
		Qt::QueuedConnection);
}

} // namespace DirectPost::Host
