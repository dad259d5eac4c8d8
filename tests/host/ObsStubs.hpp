#pragma once

#include <obs-frontend-api.h>
#include <graphics/matrix4.h>
#include <obs.h>
#include <util/config-file.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

// Stands in, at link time, for those parts of OBS that the room host calls and that need a running OBS: the frontend,
// the outputs and the scene. Signals, calls by name, settings and the profile's file are libobs's own. The test raises
// events and signals in the order in which OBS does.

// Lets what is queued happen until it is so; false after ten seconds.
bool eventually(const std::function<bool()> &isSo);

// What obs.h only names.
struct obs_source {
	std::string name;
	std::string kind;
	obs_data_t *settings = nullptr;
	proc_handler_t *procs = nullptr;
	std::vector<struct obs_scene_item *> items; // a scene's, or a group's
	bool isGroup = false;
	uint32_t width = 0;
	uint32_t height = 0;
	obs_data_t *privateSettings = nullptr;
};
struct obs_scene_item {
	obs_source *source = nullptr;
	bool isVisible = true;
	matrix4 drawTransform = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
	matrix4 boxTransform = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
	obs_sceneitem_crop crop = {};
	bool isCroppedToBounds = false;
};
struct obs_output {
	explicit obs_output(std::string name_);
	~obs_output();

	std::string name;
	std::string id = "ffmpeg_muxer"; // its kind
	std::string codec = "h264";
	bool isActive = false;
	long references = 0; // held by those who asked for it
	long weakReferences = 0;
	obs_data_t *settings;
	signal_handler_t *signalHandler;
	proc_handler_t *procs;
	std::string lastReplay; // what "get_last_replay" answers
	uint32_t flags = 0;
	uint32_t width = 1280;
	uint32_t height = 720;
	int totalFrames = 0; // at 60 in a second
	int droppedFrames = 0;
	uint64_t sent_bytes = 0;
	std::vector<obs_output *> moreEncoders; // of further pictures; each stands for one
	float congestion = 0;
	bool isReconnecting = false;

	void signalStop(int64_t code);                       // as its own thread does
	void signalFileChanged(const std::string &nextFile); // an automatic split
	void signalSaved(const std::string &file);           // a replay
};

// The OBS of one test: the stubs answer with what stands here.
class ObsStub {
public:
	ObsStub();
	~ObsStub();

	std::string profile = "Show";
	std::string lastRecording;
	obs_source scene{.name = "Arena", .width = 1920, .height = 1080};
	obs_source *sceneOnAir = &scene; // an edited copy in studio mode, another scene later on
	std::unique_ptr<obs_output> recording = std::make_unique<obs_output>("simple_file_output");
	std::unique_ptr<obs_output> replays = std::make_unique<obs_output>("Replay Buffer");
	std::vector<obs_output *> outputs; // all that OBS knows
	uint32_t frames = 0;               // that OBS has drawn, or should have
	uint32_t laggedFrames = 0;
	uint32_t skippedFrames = 0; // that no encoder was free for

	void setConfig(const std::string &text); // of the profile, as an .ini file
	void raise(obs_frontend_event event);
	size_t callbacks() const; // registered for events

	// The stubs' own.
	struct Callback {
		obs_frontend_event_cb function;
		void *data;
	};
	std::vector<Callback> registered;
	config_t *config = nullptr;
	static ObsStub *current;
};
