#include <host/StreamWatch.hpp>

#include <obs.hpp>

#include <algorithm>
#include <chrono>

namespace DirectPost::Host {

namespace {

using namespace std::chrono_literals;

constexpr auto kWhileLive = 250ms;
constexpr auto kOtherwise = 1s;

int64_t bitrateOf(const obs_encoder_t *encoder)
{
	const OBSDataAutoRelease settings = encoder ? obs_encoder_get_settings(encoder) : nullptr;
	return settings ? obs_data_get_int(settings, "bitrate") * 1000 : 0;
}

bool addStream(void *data, obs_output_t *output)
{
	const bool isStream = (obs_output_get_flags(output) & OBS_OUTPUT_SERVICE) != 0;
	if (!isStream || !obs_output_active(output))
		return true;
	auto &health = *static_cast<StreamHealth *>(data);
	health.isLive = true;
	health.bitrate_bps += bitrateOf(obs_output_get_video_encoder(output));
	health.bitrate_bps += bitrateOf(obs_output_get_audio_encoder(output, 0));
	health.droppedFrames += obs_output_get_frames_dropped(output);
	health.congestion = std::max<double>(health.congestion, obs_output_get_congestion(output));
	health.isReconnecting = health.isReconnecting || obs_output_reconnecting(output);
	return true; // go on
}

} // namespace

StreamHealth streamHealth()
{
	StreamHealth health;
	obs_enum_outputs(addStream, &health);
	return health;
}

StreamWatch::StreamWatch(QObject *parent) : QObject(parent)
{
	timer_.setInterval(kOtherwise);
	connect(&timer_, &QTimer::timeout, this, &StreamWatch::look);
}

void StreamWatch::start()
{
	timer_.start();
}

void StreamWatch::stop()
{
	timer_.stop();
}

void StreamWatch::look()
{
	const StreamHealth health = streamHealth();
	if (health.isLive != wasLive_)
		timer_.setInterval(health.isLive ? kWhileLive : kOtherwise);
	if (health.isLive || wasLive_)
		emit looked(health);
	wasLive_ = health.isLive;
}

} // namespace DirectPost::Host
