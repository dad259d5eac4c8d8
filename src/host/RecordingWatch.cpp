#include <host/RecordingWatch.hpp>

#include "CameraWatch.hpp"
#include "ObsFacts.hpp"
#include "OtherOutputs.hpp"
#include "ReplayOutput.hpp"
#include "Take.hpp"

#include <obs-frontend-api.h>

#include <QPointer>

namespace DirectPost::Host {

struct RecordingWatch::Private {
	RecordingWatch &watch;
	Log log;
	std::unique_ptr<CameraWatch> cameras = std::make_unique<CameraWatch>(); // outlives the outputs
	std::unique_ptr<QObject> outputs = {}; // parent of what is being watched; none while stopped
	QPointer<Take> take = {};              // the newest
	QPointer<ReplayOutput> replays = {};
	QPointer<OtherOutputs> others = {};

	void handle(obs_frontend_event event);
	void beginTake();
	void beginReplays();
	void followOthers();
	void tellProfile();

	static void onEvent(obs_frontend_event event, void *data);
};

RecordingWatch::RecordingWatch(Log log, QObject *parent)
	: QObject(parent), d_(std::make_unique<Private>(Private{.watch = *this, .log = std::move(log)}))
{
}

RecordingWatch::~RecordingWatch()
{
	stop();
}

void RecordingWatch::start()
{
	d_->outputs = std::make_unique<QObject>();
	obs_frontend_add_event_callback(Private::onEvent, d_.get());
}

void RecordingWatch::stop()
{
	if (!d_->outputs)
		return;
	if (d_->take)
		d_->take->noteExit();
	if (d_->replays)
		d_->replays->noteExit();
	if (d_->others)
		d_->others->noteExit();
	d_->outputs.reset();
	d_->cameras->stop();
	obs_frontend_remove_event_callback(Private::onEvent, d_.get());
}

std::optional<Media::RecordingMoment> RecordingWatch::moment() const
{
	const auto own = d_->take ? d_->take->moment() : std::nullopt;
	return own || !d_->others ? own : d_->others->moment();
}

void RecordingWatch::Private::onEvent(obs_frontend_event event, void *data)
{
	auto *self = static_cast<Private *>(data);
	try {
		self->handle(event);
	} catch (const std::exception &problem) {
		self->log(LogLevel::Error, std::string("an OBS event could not be handled: ") + problem.what());
	}
}

void RecordingWatch::Private::handle(obs_frontend_event event)
{
	switch (event) {
	case OBS_FRONTEND_EVENT_RECORDING_STARTED:
		beginTake();
		break;
	case OBS_FRONTEND_EVENT_RECORDING_STOPPED:
		if (take)
			take->noteStopped();
		cameras->pause(false);
		break;
	case OBS_FRONTEND_EVENT_RECORDING_STOPPING:
		if (take)
			take->noteStopping();
		break;
	case OBS_FRONTEND_EVENT_RECORDING_PAUSED:
	case OBS_FRONTEND_EVENT_RECORDING_UNPAUSED:
		cameras->pause(event == OBS_FRONTEND_EVENT_RECORDING_PAUSED);
		break;
	case OBS_FRONTEND_EVENT_REPLAY_BUFFER_STARTED:
		beginReplays();
		break;
	case OBS_FRONTEND_EVENT_FINISHED_LOADING:
		tellProfile();
		followOthers();
		emit watch.finishedLoading();
		break;
	case OBS_FRONTEND_EVENT_PROFILE_CHANGED:
		tellProfile();
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
	if (take)
		take->noteNext();
	cameras->pause(false);
	cameras->start();
	// The output object changes with profile and settings, so every recording asks for it anew.
	take = new Take(obs_frontend_get_recording_output(), OutputOwner::Obs, *cameras, log, outputs.get());
	QObject::connect(take, &Take::written, &watch, [this](const auto &candidate, const auto &context) {
		emit watch.clipWritten(candidate, Media::Origin::Recording, context);
	});
	QObject::connect(take, &Take::began, &watch, &RecordingWatch::recordingBegan);
	QObject::connect(take, &Take::failed, &watch, &RecordingWatch::recordingFailed);
	QObject::connect(take, &Take::finished, take, &QObject::deleteLater);
}

void RecordingWatch::Private::beginReplays()
{
	const OBSOutputAutoRelease output = obs_frontend_get_replay_buffer_output();
	if (!output)
		return;
	cameras->start();
	// The same output goes on being heard: it may still be writing a replay of the time before.
	if (!replays || !replays->isOf(output)) {
		delete replays.data();
		replays = new ReplayOutput(output, OutputOwner::Obs, *cameras, log, outputs.get());
		QObject::connect(replays, &ReplayOutput::written, &watch,
				 [this](const auto &candidate, const auto &context) {
					 emit watch.clipWritten(candidate, Media::Origin::Replay, context);
				 });
	}
	replays->noteStarted();
}

void RecordingWatch::Private::followOthers()
{
	others = new OtherOutputs(*cameras, log, outputs.get());
	QObject::connect(others, &OtherOutputs::written, &watch, [this](const auto &candidate, const auto &context) {
		emit watch.clipWritten(candidate, Media::Origin::OtherOutput, context);
	});
	QObject::connect(others, &OtherOutputs::began, &watch, &RecordingWatch::recordingBegan);
	QObject::connect(others, &OtherOutputs::failed, &watch, &RecordingWatch::recordingFailed);
	others->start();
}

void RecordingWatch::Private::tellProfile()
{
	emit watch.profileInUse(QString::fromStdString(taken(obs_frontend_get_current_profile())));
}

} // namespace DirectPost::Host
