// An OBS module of the tests that watches Direct Post's work on the UI thread, reads OBS's widgets, and records as
// other plugins do. OBS calls those who want its events in the reverse of the order in which they asked: this one asks
// before Direct Post (its folder's name is first in the alphabet) and once more after it, and so stands on both sides
// of what Direct Post does when OBS is ready.
#include "AccessibleTree.hpp"
#include "OtherRecorder.hpp"
#include "UiTaskMeter.hpp"

#include <obs-frontend-api.h>
#include <obs-module.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QString>

#include <memory>

OBS_DECLARE_MODULE()

namespace {

std::unique_ptr<UiTaskMeter> meter;
std::unique_ptr<AccessibleTree> tree;
std::unique_ptr<OtherRecorder> recorder;
QElapsedTimer sinceClipEvent; // how long OBS waits for the others

const char *clipEventName(obs_frontend_event event)
{
	return event == OBS_FRONTEND_EVENT_RECORDING_STOPPED     ? "recording"
	       : event == OBS_FRONTEND_EVENT_REPLAY_BUFFER_SAVED ? "replay"
								 : nullptr;
}

void beforeTheOthers(obs_frontend_event event, void *)
{
	if (event == OBS_FRONTEND_EVENT_FINISHED_LOADING) {
		meter = std::make_unique<UiTaskMeter>();
		meter->beginCall();
	} else if (event == OBS_FRONTEND_EVENT_EXIT) {
		meter.reset();
		tree.reset();
		recorder.reset();
		obs_frontend_remove_event_callback(beforeTheOthers, nullptr);
	} else if (clipEventName(event)) {
		sinceClipEvent.start();
	}
}

void afterTheOthers(obs_frontend_event event, void *)
{
	if (event == OBS_FRONTEND_EVENT_FINISHED_LOADING && meter)
		meter->endCall(QStringLiteral("OBS is ready"));
	else if (event == OBS_FRONTEND_EVENT_EXIT)
		obs_frontend_remove_event_callback(afterTheOthers, nullptr);
	else if (const char *name = clipEventName(event))
		blog(LOG_INFO, "%s event handled in %.3f ms", name,
		     static_cast<double>(sinceClipEvent.nsecsElapsed()) / 1e6);
}

} // namespace

bool obs_module_load(void)
{
	obs_frontend_add_event_callback(afterTheOthers, nullptr);
	return true;
}

void obs_module_post_load(void)
{
	obs_frontend_add_event_callback(beforeTheOthers, nullptr);
	const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
	tree = std::make_unique<AccessibleTree>(folder + QStringLiteral("/widgets-") +
						QString::number(QCoreApplication::applicationPid()));
	recorder = std::make_unique<OtherRecorder>(folder + QStringLiteral("/other-recorder"));
}
