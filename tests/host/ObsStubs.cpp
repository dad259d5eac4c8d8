#include "ObsStubs.hpp"

#include <util/bmem.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <thread>

ObsStub *ObsStub::current = nullptr;

bool eventually(const std::function<bool()> &isSo)
{
	constexpr qint64 kDeadline_ms = 10'000;
	QElapsedTimer since;
	since.start();
	while (!isSo() && since.elapsed() < kDeadline_ms)
		QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
	return isSo();
}

namespace {

// Output signals come on threads of OBS.
void onAnotherThread(const std::function<void()> &work)
{
	std::thread(work).join();
}

obs_output *referenced(obs_output *output)
{
	if (output)
		output->references++;
	return output;
}

void answerLastReplay(void *data, calldata_t *answer)
{
	const auto *output = static_cast<obs_output *>(data);
	if (!output->lastReplay.empty())
		calldata_set_string(answer, "path", output->lastReplay.c_str());
}

} // namespace

obs_output::obs_output(std::string name_)
	: name(std::move(name_)),
	  settings(obs_data_create()),
	  signalHandler(signal_handler_create()),
	  procs(proc_handler_create())
{
	signal_handler_add(signalHandler, "void stop(ptr output, int code)");
	signal_handler_add(signalHandler, "void file_changed(string next_file)");
	signal_handler_add(signalHandler, "void saved()");
	proc_handler_add(procs, "void get_last_replay(out string path)", answerLastReplay, this);
}

obs_output::~obs_output()
{
	obs_data_release(settings);
	signal_handler_destroy(signalHandler);
	proc_handler_destroy(procs);
}

void obs_output::signalStop(int64_t code)
{
	isActive = false;
	onAnotherThread([&] {
		calldata_t parameters{};
		calldata_set_ptr(&parameters, "output", this);
		calldata_set_int(&parameters, "code", code);
		signal_handler_signal(signalHandler, "stop", &parameters);
		calldata_free(&parameters);
	});
}

void obs_output::signalFileChanged(const std::string &nextFile)
{
	onAnotherThread([&] {
		calldata_t parameters{};
		calldata_set_string(&parameters, "next_file", nextFile.c_str());
		signal_handler_signal(signalHandler, "file_changed", &parameters);
		calldata_free(&parameters);
	});
}

void obs_output::signalSaved(const std::string &file)
{
	lastReplay = file;
	onAnotherThread([&] {
		calldata_t none{};
		signal_handler_signal(signalHandler, "saved", &none);
	});
}

ObsStub::ObsStub()
{
	current = this;
	setConfig("[Output]\nMode=Simple\n[SimpleOutput]\nRecFormat2=mkv\n");
}

ObsStub::~ObsStub()
{
	config_close(config);
	current = nullptr;
}

void ObsStub::setConfig(const std::string &text)
{
	if (config)
		config_close(config);
	config_open_string(&config, text.c_str());
}

void ObsStub::raise(obs_frontend_event event)
{
	for (size_t i = registered.size(); i > 0; i--) // from last to first, as OBS does
		registered[i - 1].function(event, registered[i - 1].data);
}

size_t ObsStub::callbacks() const
{
	return registered.size();
}

extern "C" {

void obs_frontend_add_event_callback(obs_frontend_event_cb callback, void *data)
{
	ObsStub::current->registered.push_back({callback, data});
}

void obs_frontend_remove_event_callback(obs_frontend_event_cb callback, void *data)
{
	std::erase_if(ObsStub::current->registered, [&](const ObsStub::Callback &registered) {
		return registered.function == callback && registered.data == data;
	});
}

char *obs_frontend_get_last_recording(void)
{
	return bstrdup(ObsStub::current->lastRecording.c_str());
}

char *obs_frontend_get_current_profile(void)
{
	return bstrdup(ObsStub::current->profile.c_str());
}

config_t *obs_frontend_get_profile_config(void)
{
	return ObsStub::current->config;
}

obs_source_t *obs_frontend_get_current_scene(void)
{
	return &ObsStub::current->scene;
}

obs_output_t *obs_frontend_get_recording_output(void)
{
	return referenced(ObsStub::current->recording.get());
}

obs_output_t *obs_frontend_get_replay_buffer_output(void)
{
	return referenced(ObsStub::current->replays.get());
}

void obs_output_release(obs_output_t *output)
{
	if (output)
		output->references--;
}

const char *obs_output_get_name(const obs_output_t *output)
{
	return output->name.c_str();
}

const char *obs_output_get_id(const obs_output_t *output)
{
	return output->id.c_str();
}

obs_output_t *obs_output_get_ref(obs_output_t *output)
{
	return referenced(output);
}

bool obs_output_active(const obs_output_t *output)
{
	return output->isActive;
}

obs_data_t *obs_output_get_settings(const obs_output_t *output)
{
	obs_data_addref(output->settings);
	return output->settings;
}

signal_handler_t *obs_output_get_signal_handler(const obs_output_t *output)
{
	return output->signalHandler;
}

proc_handler_t *obs_output_get_proc_handler(const obs_output_t *output)
{
	return output->procs;
}

void obs_enum_outputs(bool (*callback)(void *, obs_output_t *), void *data)
{
	for (obs_output *output : ObsStub::current->outputs)
		if (!callback(data, output))
			return;
}

uint32_t obs_output_get_flags(const obs_output_t *output)
{
	return output->flags;
}

int obs_output_get_total_frames(const obs_output_t *output)
{
	return output->totalFrames;
}

bool obs_get_video_info(obs_video_info *video)
{
	*video = {};
	video->fps_num = 60;
	video->fps_den = 1;
	video->base_width = 1920;
	video->base_height = 1080;
	video->output_width = 1280;
	video->output_height = 720;
	return true;
}

int obs_output_get_frames_dropped(const obs_output_t *output)
{
	return output->droppedFrames;
}

float obs_output_get_congestion(obs_output_t *output)
{
	return output->congestion;
}

bool obs_output_reconnecting(const obs_output_t *output)
{
	return output->isReconnecting;
}

uint64_t obs_output_get_total_bytes(const obs_output_t *output)
{
	return output->sent_bytes;
}

uint32_t obs_get_total_frames(void)
{
	return ObsStub::current->frames;
}

uint32_t obs_get_lagged_frames(void)
{
	return ObsStub::current->laggedFrames;
}

video_t *obs_get_video(void)
{
	return reinterpret_cast<video_t *>(ObsStub::current);
}

uint32_t video_output_get_skipped_frames(const video_t *video)
{
	return reinterpret_cast<const ObsStub *>(video)->skippedFrames;
}

obs_encoder_t *obs_output_get_audio_encoder(const obs_output_t *, size_t)
{
	return nullptr;
}

obs_data_t *obs_encoder_get_settings(const obs_encoder_t *encoder)
{
	return obs_output_get_settings(reinterpret_cast<const obs_output_t *>(encoder));
}

// Here an encoder is its output, and a weak reference is the output as well.
obs_encoder_t *obs_output_get_video_encoder(const obs_output_t *output)
{
	return reinterpret_cast<obs_encoder_t *>(const_cast<obs_output_t *>(output));
}

obs_encoder_t *obs_output_get_video_encoder2(const obs_output_t *output, size_t index)
{
	if (index == 0)
		return obs_output_get_video_encoder(output);
	return index <= output->moreEncoders.size() ? obs_output_get_video_encoder(output->moreEncoders[index - 1])
						    : nullptr;
}

const char *obs_encoder_get_codec(const obs_encoder_t *encoder)
{
	return reinterpret_cast<const obs_output_t *>(encoder)->codec.c_str();
}

obs_weak_output_t *obs_output_get_weak_output(obs_output_t *output)
{
	output->weakReferences++;
	return reinterpret_cast<obs_weak_output_t *>(output);
}

bool obs_weak_output_references_output(obs_weak_output_t *weak, obs_output_t *output)
{
	return reinterpret_cast<obs_output_t *>(weak) == output;
}

obs_output_t *obs_weak_output_get_output(obs_weak_output_t *weak)
{
	return referenced(reinterpret_cast<obs_output_t *>(weak));
}

void obs_weak_output_release(obs_weak_output_t *weak)
{
	if (weak)
		reinterpret_cast<obs_output_t *>(weak)->weakReferences--;
}

bool obs_frontend_recording_active(void)
{
	return ObsStub::current->recording && ObsStub::current->recording->isActive;
}

bool obs_frontend_replay_buffer_active(void)
{
	return ObsStub::current->replays && ObsStub::current->replays->isActive;
}

uint32_t obs_output_get_width(const obs_output_t *output)
{
	return output->width;
}

uint32_t obs_output_get_height(const obs_output_t *output)
{
	return output->height;
}

} // extern "C"
