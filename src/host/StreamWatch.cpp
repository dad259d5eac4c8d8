#include <host/StreamWatch.hpp>

#include <obs.hpp>

#include <algorithm>
#include <functional>

namespace DirectPost::Host {

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

constexpr auto kWhileLive = 250ms;
constexpr auto kOtherwise = 1s;
constexpr auto kRemembered = 2s;
constexpr auto kMeasured = 1s;

void forEachStream(const std::function<void(obs_output_t *output)> &work)
{
	const auto see = [](void *data, obs_output_t *output) {
		const bool isStream = (obs_output_get_flags(output) & OBS_OUTPUT_SERVICE) != 0;
		if (isStream && obs_output_active(output))
			(*static_cast<const std::function<void(obs_output_t *)> *>(data))(output);
		return true; // go on
	};
	obs_enum_outputs(see, const_cast<std::function<void(obs_output_t *)> *>(&work));
}

int64_t bitrateOf(const obs_encoder_t *encoder)
{
	const OBSDataAutoRelease settings = encoder ? obs_encoder_get_settings(encoder) : nullptr;
	return settings ? obs_data_get_int(settings, "bitrate") * 1000 : 0;
}

// An output may send several pictures of one show at once, and several sounds.
int64_t bitrateOf(const obs_output_t *output)
{
	int64_t bitrate_bps = 0;
	for (size_t i = 0; i < MAX_OUTPUT_VIDEO_ENCODERS; ++i)
		bitrate_bps += bitrateOf(obs_output_get_video_encoder2(output, i));
	for (size_t i = 0; i < MAX_OUTPUT_AUDIO_ENCODERS; ++i)
		bitrate_bps += bitrateOf(obs_output_get_audio_encoder(output, i));
	return bitrate_bps;
}

StreamHealth healthOfStreams()
{
	StreamHealth health;
	forEachStream([&](obs_output_t *output) {
		health.isLive = true;
		health.bitrate_bps += bitrateOf(output);
		health.droppedFrames += obs_output_get_frames_dropped(output);
		health.congestion = std::max<double>(health.congestion, obs_output_get_congestion(output));
		health.isReconnecting = health.isReconnecting || obs_output_reconnecting(output);
	});
	return health;
}

} // namespace

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
	const StreamHealth before = last_;
	const StreamHealth health = lookAt(std::chrono::steady_clock::now());
	if (health.isLive != before.isLive)
		timer_.setInterval(health.isLive ? kWhileLive : kOtherwise);
	if (health.isLive || health != before)
		emit looked(health);
}

StreamHealth StreamWatch::lookAt(Time now)
{
	counts_.push_back(countAt(now));
	while (counts_.size() > 2 && now - counts_[1].at >= kRemembered)
		counts_.pop_front();
	last_ = healthOfStreams();
	last_.sent_bps = last_.isLive ? sent_bps() : 0;
	last_.late = late();
	return last_;
}

StreamWatch::Counts StreamWatch::countAt(Time now) const
{
	Counts counts{.at = now};
	forEachStream([&](obs_output_t *output) {
		counts.sent_bytes += static_cast<int64_t>(obs_output_get_total_bytes(output));
	});
	video_t *const video = obs_get_video();
	counts.frames = obs_get_total_frames();
	counts.lateFrames = obs_get_lagged_frames() + (video ? video_output_get_skipped_frames(video) : 0);
	return counts;
}

// Nothing where a stream began or ended meanwhile: its count begins anew.
int64_t StreamWatch::sent_bps() const
{
	const Counts &now = counts_.back();
	const auto before = std::ranges::find_if(counts_.rbegin(), counts_.rend(),
						 [&](const Counts &counts) { return now.at - counts.at >= kMeasured; });
	if (before == counts_.rend() || before->sent_bytes == 0 || now.sent_bytes < before->sent_bytes)
		return 0;
	const double sent_bits = static_cast<double>(now.sent_bytes - before->sent_bytes) * 8;
	return static_cast<int64_t>(sent_bits / Seconds(now.at - before->at).count());
}

double StreamWatch::late() const
{
	const int64_t frames = counts_.back().frames - counts_.front().frames;
	const int64_t late = counts_.back().lateFrames - counts_.front().lateFrames;
	return frames > 0 ? std::clamp(static_cast<double>(late) / static_cast<double>(frames), 0.0, 1.0) : 0;
}

} // namespace DirectPost::Host
