#include "SceneHistory.hpp"

#include <obs-frontend-api.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace DirectPost::Host {

namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenLooks = 100ms;
// A scene that has just come on air is still being laid out, and a source may not know its size yet.
constexpr uint64_t kSettling_ns = 300'000'000;
constexpr double kMoved_px = 1;
constexpr size_t kMostSights = 2000;
constexpr size_t kMostScenes = 100; // of one clip
constexpr size_t kMostSources = 20; // of one scene
constexpr uint64_t kStillGoingOn = UINT64_MAX;
constexpr int64_t kMillisecond_ns = 1'000'000;

// In studio mode this may be a copy that is like no scene in the list any more.
OBSSourceAutoRelease sceneOnAir()
{
	OBSSourceAutoRelease output = obs_get_output_source(0);
	if (!output || obs_source_get_type(output) != OBS_SOURCE_TYPE_TRANSITION)
		return output;
	return obs_transition_get_active_source(output);
}

bool isAlike(const std::vector<SourceInCanvas> &one, const std::vector<SourceInCanvas> &other)
{
	const auto moved_px = [](const QRectF &a, const QRectF &b) {
		return std::max({std::abs(a.left() - b.left()), std::abs(a.top() - b.top()),
				 std::abs(a.right() - b.right()), std::abs(a.bottom() - b.bottom())});
	};
	return std::ranges::equal(one, other, [&](const SourceInCanvas &a, const SourceInCanvas &b) {
		return a.name == b.name && a.kind == b.kind && moved_px(a.area, b.area) < kMoved_px;
	});
}

Media::Window windowOf(const QRectF &area, QSizeF canvas, Media::Size picture)
{
	const double across = picture.width_px / canvas.width();
	const double down = picture.height_px / canvas.height();
	const auto left = static_cast<int>(std::lround(area.left() * across));
	const auto top = static_cast<int>(std::lround(area.top() * down));
	return {.x_px = left,
		.y_px = top,
		.width_px = static_cast<int>(std::lround(area.right() * across)) - left,
		.height_px = static_cast<int>(std::lround(area.bottom() * down)) - top};
}

const void *sourceIn(const calldata_t *parameters)
{
	return calldata_ptr(parameters, "source");
}

} // namespace

SceneHistory::SceneHistory(QObject *parent) : QObject(parent)
{
	timer_.setInterval(kBetweenLooks);
	connect(&timer_, &QTimer::timeout, this, [this] {
		look();
		if (!obs_frontend_recording_active() && !obs_frontend_replay_buffer_active())
			end();
	});
}

SceneHistory::~SceneHistory()
{
	end();
}

void SceneHistory::noteStarted()
{
	obs_video_info video = {};
	if (!obs_get_video_info(&video))
		return;
	canvas_ = QSizeF(video.base_width, video.base_height);
	if (!timer_.isActive()) {
		signal_handler_t *handler = obs_get_signal_handler();
		startSignal_.Connect(handler, "source_transition_start", onTransitionStart, this);
		stopSignal_.Connect(handler, "source_transition_video_stop", onTransitionStop, this);
		timer_.start();
	}
	look();
}

void SceneHistory::end()
{
	timer_.stop();
	// Waits for a signal that is being raised; what it queued for this object still arrives, or goes with it.
	startSignal_.Disconnect();
	stopSignal_.Disconnect();
	notePaused(false);
}

void SceneHistory::noteSceneChange()
{
	if (timer_.isActive())
		look();
}

void SceneHistory::notePaused(bool isPaused)
{
	const bool wasPaused = !pauses_.empty() && pauses_.back().to_ns == kStillGoingOn;
	if (isPaused && !wasPaused)
		pauses_.push_back({.from_ns = obs_get_video_frame_time(), .to_ns = kStillGoingOn});
	else if (!isPaused && wasPaused)
		pauses_.back().to_ns = obs_get_video_frame_time();
}

void SceneHistory::look()
{
	const OBSSourceAutoRelease scene = sceneOnAir();
	if (!scene)
		return;
	const char *name = obs_source_get_name(scene);
	note({.from_ns = obs_get_video_frame_time(), .sceneName = name ? name : "", .sources = placesIn(scene, canvas_)});
}

void SceneHistory::note(Sight sight)
{
	if (sights_.empty())
		return sights_.push_back(std::move(sight));
	Sight &last = sights_.back();
	const bool isSameScene = last.sceneName == sight.sceneName;
	if (isSameScene && isAlike(last.sources, sight.sources))
		return;
	// What a transition has begun counts from its middle, which may be still to come.
	sight.from_ns = std::max(sight.from_ns, last.from_ns);
	if (isSameScene && sight.from_ns - last.from_ns < kSettling_ns) {
		last.sources = std::move(sight.sources);
		return;
	}
	sights_.push_back(std::move(sight));
	if (sights_.size() > kMostSights)
		sights_.erase(sights_.begin(), sights_.begin() + kMostSights / 2);
}

void SceneHistory::beginTransition(const void *transition, uint64_t now_ns)
{
	const OBSSourceAutoRelease output = obs_get_output_source(0);
	if (transition != output.Get()) // one that shows or hides a source
		return;
	look();
	if (sights_.empty() || sights_.back().from_ns < now_ns) // it leads to what is on air
		return;
	sights_.back().from_ns = now_ns;
	transition_ = transition;
}

// A cut is over with the first picture of the new scene; of what is slower, the middle is where the new scene is more
// to be seen than the old one.
void SceneHistory::endTransition(const void *transition, uint64_t now_ns)
{
	if (transition != std::exchange(transition_, nullptr) || sights_.empty())
		return;
	Sight &begun = sights_.back();
	if (now_ns > begun.from_ns)
		begun.from_ns += (now_ns - begun.from_ns) / 2;
}

std::vector<Media::SceneOnAir> SceneHistory::during(const Period &period, Media::Size picture) const
{
	std::vector<Media::SceneOnAir> scenes;
	for (size_t i = 0; i < sights_.size() && sights_[i].from_ns < period.to_ns; i++) {
		const bool isOver = i + 1 < sights_.size() && sights_[i + 1].from_ns <= period.from_ns;
		if (!isOver)
			scenes.push_back(inRecording(sights_[i], period.to_ns, picture));
	}
	if (scenes.size() > kMostScenes)
		scenes.erase(scenes.begin(), scenes.end() - kMostScenes);
	return scenes;
}

Media::SceneOnAir SceneHistory::inRecording(const Sight &sight, uint64_t end_ns, Media::Size picture) const
{
	Media::SceneOnAir scene = {.beforeEnd_ms = recorded_ns({sight.from_ns, end_ns}) / kMillisecond_ns,
				   .sceneName = sight.sceneName,
				   .sources = {}};
	for (const SourceInCanvas &source : sight.sources) {
		if (scene.sources.size() < kMostSources)
			scene.sources.push_back({source.name, source.kind, windowOf(source.area, canvas_, picture)});
	}
	return scene;
}

int64_t SceneHistory::recorded_ns(const Period &period) const
{
	auto recorded = static_cast<int64_t>(period.to_ns - period.from_ns);
	for (const Period &pause : pauses_) {
		const uint64_t from_ns = std::max(pause.from_ns, period.from_ns);
		const uint64_t to_ns = std::min(pause.to_ns, period.to_ns);
		if (to_ns > from_ns)
			recorded -= static_cast<int64_t>(to_ns - from_ns);
	}
	return recorded;
}

// Both come on any thread of OBS.

void SceneHistory::onTransitionStart(void *data, calldata_t *parameters)
{
	auto *self = static_cast<SceneHistory *>(data);
	const auto begin = [self, transition = sourceIn(parameters), now_ns = obs_get_video_frame_time()] {
		self->beginTransition(transition, now_ns);
	};
	QMetaObject::invokeMethod(self, begin, Qt::QueuedConnection);
}

void SceneHistory::onTransitionStop(void *data, calldata_t *parameters)
{
	auto *self = static_cast<SceneHistory *>(data);
	const auto end = [self, transition = sourceIn(parameters), now_ns = obs_get_video_frame_time()] {
		self->endTransition(transition, now_ns);
	};
	QMetaObject::invokeMethod(self, end, Qt::QueuedConnection);
}

} // namespace DirectPost::Host
