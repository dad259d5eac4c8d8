#include "OtherOutputs.hpp"

#include "ReplayOutput.hpp"

#include <obs-frontend-api.h>

#include <algorithm>
#include <string_view>

namespace DirectPost::Host {

namespace {

using namespace std::chrono_literals;

constexpr auto kEachLook = 1s;                              // what is shorter than that is no clip
constexpr std::string_view kReplayBuffer = "replay_buffer"; // as libobs registers it

// Taken along, so that none goes while it is looked at.
std::vector<OBSOutputAutoRelease> activeOutputs()
{
	std::vector<OBSOutputAutoRelease> outputs;
	const auto see = [](void *data, obs_output_t *output) {
		const bool isStream = (obs_output_get_flags(output) & OBS_OUTPUT_SERVICE) != 0;
		if (!isStream && obs_output_active(output))
			static_cast<decltype(outputs) *>(data)->emplace_back(obs_output_get_ref(output));
		return true; // go on
	};
	obs_enum_outputs(see, &outputs);
	return outputs;
}

bool isReplayBuffer(const obs_output_t *output)
{
	const char *id = obs_output_get_id(output);
	return id && id == kReplayBuffer;
}

bool writesToAFile(const obs_output_t *output)
{
	const std::string file = fileOf(output).value_or("");
	return !file.empty() && !file.contains("://");
}

} // namespace

OtherOutputs::OtherOutputs(const CameraWatch &cameras, Log log, QObject *parent)
	: QObject(parent), cameras_(cameras), log_(std::move(log))
{
	timer_.setInterval(kEachLook);
	connect(&timer_, &QTimer::timeout, this, &OtherOutputs::look);
}

OtherOutputs::~OtherOutputs() = default;

void OtherOutputs::start()
{
	timer_.start();
}

void OtherOutputs::noteExit()
{
	timer_.stop();
	for (const Followed &followed : recordings_) {
		if (followed.take)
			followed.take->noteExit();
	}
	for (ReplayOutput *replays : replays_)
		replays->noteExit();
}

std::optional<Media::RecordingMoment> OtherOutputs::moment() const
{
	for (const Followed &followed : recordings_) {
		if (const auto moment = followed.take ? followed.take->moment() : std::nullopt)
			return moment;
	}
	return std::nullopt;
}

void OtherOutputs::look()
{
	std::erase_if(recordings_, [](const Followed &followed) { return !followed.take; });
	const OBSOutputAutoRelease recording = obs_frontend_get_recording_output();
	const OBSOutputAutoRelease replays = obs_frontend_get_replay_buffer_output();
	for (OBSOutputAutoRelease &output : activeOutputs()) {
		const bool isGone = !output;
		if (!isGone && output != recording && output != replays)
			follow(std::move(output));
	}
}

void OtherOutputs::follow(OBSOutputAutoRelease output)
{
	if (isReplayBuffer(output))
		followReplays(output);
	else if (writesToAFile(output) && !std::ranges::contains(recordings_, output.Get(), &Followed::output))
		followRecording(std::move(output));
}

void OtherOutputs::followRecording(OBSOutputAutoRelease output)
{
	const obs_output_t *const raw = output;
	auto *take = new Take(std::move(output), OutputOwner::OtherPlugin, cameras_, log_, this);
	connect(take, &Take::began, this, &OtherOutputs::began);
	connect(take, &Take::written, this, &OtherOutputs::written);
	connect(take, &Take::failed, this, &OtherOutputs::failed);
	connect(take, &Take::finished, take, &QObject::deleteLater);
	recordings_.push_back({raw, take});
}

void OtherOutputs::followReplays(obs_output_t *output)
{
	std::erase_if(replays_, [](ReplayOutput *replays) {
		const bool isGone = replays->isGone();
		if (isGone)
			delete replays;
		return isGone;
	});
	if (std::ranges::any_of(replays_, [output](const ReplayOutput *replays) { return replays->isOf(output); }))
		return;
	auto *replays = new ReplayOutput(output, OutputOwner::OtherPlugin, cameras_, log_, this);
	connect(replays, &ReplayOutput::written, this, &OtherOutputs::written);
	replays->noteStarted();
	replays_.push_back(replays);
}

} // namespace DirectPost::Host
