#include "CameraWatch.hpp"

#include "Cameras.hpp"

#include <obs-frontend-api.h>
#include <obs.hpp>

#include <algorithm>
#include <cmath>

namespace DirectPost::Host {

namespace {

constexpr CameraWatch::Time kEach{50};
// What moves is noted where it comes to rest, and a scene that is only passed through is none.
constexpr CameraWatch::Time kAtRest{300};
constexpr size_t kMostLooks = 1000; // a show of many hours, where the scene changes every few seconds

// What viewers see: in studio mode OBS shows a copy of the scene that is edited beside it.
OBSSourceAutoRelease sceneOnAir()
{
	OBSSourceAutoRelease shown = obs_get_output_source(0);
	if (shown && obs_source_get_type(shown) == OBS_SOURCE_TYPE_TRANSITION)
		shown = obs_transition_get_active_source(shown);
	return shown;
}

Media::Window windowOf(const Box &part, Media::Size picture)
{
	const auto toPixel = [](double share, int length_px) {
		return static_cast<int>(std::lround(share * length_px));
	};
	Media::Window window{.x_px = toPixel(part.left, picture.width_px),
			     .y_px = toPixel(part.top, picture.height_px)};
	window.width_px = toPixel(part.right, picture.width_px) - window.x_px;
	window.height_px = toPixel(part.bottom, picture.height_px) - window.y_px;
	return window;
}

} // namespace

CameraWatch::CameraWatch(QObject *parent) : QObject(parent)
{
	timer_.setInterval(kEach);
	connect(&timer_, &QTimer::timeout, this, [this] {
		if (obs_frontend_recording_active() || obs_frontend_replay_buffer_active())
			look();
		else
			stop();
	});
}

void CameraWatch::start()
{
	look();
	timer_.start();
}

void CameraWatch::stop()
{
	timer_.stop();
}

void CameraWatch::pause(bool isPaused)
{
	if (isPaused == isPaused_)
		return;
	isPaused_ = isPaused;
	if (isPaused)
		pausedAt_ = std::chrono::steady_clock::now();
	else
		pausedFor_ += std::chrono::steady_clock::now() - pausedAt_;
}

CameraWatch::Time CameraWatch::now() const
{
	const auto until = isPaused_ ? pausedAt_ : std::chrono::steady_clock::now();
	return std::chrono::duration_cast<Time>(until.time_since_epoch() - pausedFor_);
}

CameraWatch::Look CameraWatch::lookNow() const
{
	Look look{.at = now(), .sceneName = {}, .cameras = {}};
	const OBSSourceAutoRelease scene = sceneOnAir();
	obs_video_info video = {};
	if (!scene || !obs_get_video_info(&video) || video.base_width == 0 || video.base_height == 0)
		return look;
	look.sceneName = obs_source_get_name(scene);
	for (const CameraOutline &camera : camerasIn(scene)) {
		const Box box = boxAround(camera.outline);
		look.cameras.push_back({.sourceName = camera.sourceName,
					.part = {.left = box.left / video.base_width,
						 .top = box.top / video.base_height,
						 .right = box.right / video.base_width,
						 .bottom = box.bottom / video.base_height}});
	}
	return look;
}

void CameraWatch::look()
{
	Look look = lookNow();
	if (!looks_.empty() && looks_.back().sceneName == look.sceneName && looks_.back().cameras == look.cameras)
		return;
	if (!looks_.empty() && look.at - looks_.back().at < kAtRest) {
		look.at = looks_.back().at;
		looks_.pop_back();
	}
	looks_.push_back(std::move(look));
	if (looks_.size() > kMostLooks)
		looks_.pop_front();
}

std::vector<Media::SceneShown> CameraWatch::shown(Time from, Time end, Media::Size recorded) const
{
	std::vector<Media::SceneShown> scenes;
	for (auto look = looks_.begin(); look != looks_.end() && look->at < end; ++look) {
		if (const auto next = std::next(look); next != looks_.end() && next->at <= from)
			continue; // it was over before
		Media::SceneShown scene{.beforeEnd_ms = (end - std::max(from, look->at)).count(),
					.sceneName = look->sceneName,
					.cameras = {}};
		for (const Camera &camera : look->cameras) {
			scene.cameras.push_back({camera.sourceName, windowOf(camera.part, recorded)});
		}
		scenes.push_back(std::move(scene));
	}
	if (std::ranges::all_of(scenes, [](const Media::SceneShown &scene) { return scene.cameras.empty(); }))
		scenes.clear();
	return scenes;
}

Media::Size recordedSize(obs_output_t *output)
{
	Media::Size size;
	if (output)
		size = {static_cast<int>(obs_output_get_width(output)),
			static_cast<int>(obs_output_get_height(output))};
	obs_video_info video = {};
	if ((size.width_px == 0 || size.height_px == 0) && obs_get_video_info(&video))
		size = {static_cast<int>(video.output_width), static_cast<int>(video.output_height)};
	return size;
}

} // namespace DirectPost::Host
