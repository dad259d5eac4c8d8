#include <compose/EditSession.hpp>

#include <media/Limits.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace DirectPost::Compose {

namespace {

constexpr double kUprightWidth_px = Media::kUprightSize.width_px;
constexpr double kUprightHeight_px = Media::kUprightSize.height_px;
constexpr double kUsualFrame_ms = 1000.0 / 60; // of a file that does not say
constexpr int kCameraPart = 3;                 // of the picture's width, which a camera usually takes

double frameOf_ms(const Media::MediaFacts &facts)
{
	for (const Media::FrameRate &rate : {facts.nominalFrameRate, facts.frameRate}) {
		if (rate.perSecond() > 0)
			return 1000.0 / rate.perSecond();
	}
	return kUsualFrame_ms;
}

// As large as the picture allows, in its middle.
Media::Window largest(Media::Size picture, double aspect)
{
	const double width = std::min<double>(picture.width_px, picture.height_px * aspect);
	const int width_px = static_cast<int>(width) & ~1; // encoders want even numbers
	const int height_px = std::min(picture.height_px, static_cast<int>(width / aspect + 0.5)) & ~1;
	return {.x_px = (picture.width_px - width_px) / 2,
		.y_px = (picture.height_px - height_px) / 2,
		.width_px = width_px,
		.height_px = height_px};
}

Media::Window inCorner(Media::Size picture, double aspect)
{
	const int width_px = (picture.width_px / kCameraPart) & ~1;
	const int height_px = std::min(picture.height_px, static_cast<int>(width_px / aspect)) & ~1;
	return {.x_px = 0, .y_px = 0, .width_px = width_px, .height_px = height_px};
}

} // namespace

Edit editOf(const Draft &draft)
{
	Edit edit{.plan = draft.plan, .cover_ms = {}};
	if (draft.cover_ms)
		edit.cover_ms = draft.plan.inSource_ms(*draft.cover_ms);
	return edit;
}

std::optional<int> coverInClip_ms(const Edit &edit)
{
	if (!edit.cover_ms)
		return std::nullopt;
	const int64_t inClip_ms = edit.plan.inClip_ms(*edit.cover_ms);
	const bool isKept = edit.plan.inSource_ms(inClip_ms) == *edit.cover_ms &&
			    (!edit.plan.end_ms || *edit.cover_ms < *edit.plan.end_ms);
	return isKept ? std::optional(static_cast<int>(inClip_ms)) : std::nullopt;
}

Media::EditPlan keepingLast(Media::EditPlan plan, int64_t duration_ms, int64_t last_ms)
{
	plan.end_ms.reset();
	plan.start_ms.reset();
	plan.target.most_ms.reset();
	if (last_ms < duration_ms)
		plan.start_ms = duration_ms - last_ms;
	return plan;
}

double aspectOfWindow(const Media::PictureLayout &layout)
{
	const double share =
		layout.kind == Media::LayoutKind::CameraOverGame ? 1 - layout.cameraShare_percent / 100.0 : 1;
	return kUprightWidth_px / (kUprightHeight_px * share);
}

double aspectOfCamera(const Media::PictureLayout &layout)
{
	return kUprightWidth_px / (kUprightHeight_px * layout.cameraShare_percent / 100.0);
}

Media::PictureLayout layoutFor(Media::LayoutKind kind, Media::Size picture)
{
	Media::PictureLayout layout;
	layout.kind = kind;
	if (kind == Media::LayoutKind::VerticalCrop || kind == Media::LayoutKind::CameraOverGame)
		layout.window = largest(picture, aspectOfWindow(layout));
	if (kind == Media::LayoutKind::CameraOverGame)
		layout.camera = inCorner(picture, aspectOfCamera(layout));
	return layout;
}

Media::PictureLayout layoutFor(Media::Size picture, const Media::Window &camera, int cameraShare_percent)
{
	Media::PictureLayout layout{.kind = Media::LayoutKind::CameraOverGame,
				    .cameraShare_percent = cameraShare_percent};
	layout.window = largest(picture, aspectOfWindow(layout));
	layout.camera = largest({camera.width_px, camera.height_px}, aspectOfCamera(layout));
	layout.camera.x_px += camera.x_px;
	layout.camera.y_px += camera.y_px;
	return layout;
}

Media::EditPlan laidOut(Media::EditPlan plan, Media::LayoutKind kind, Media::Size picture, const EditTerms &terms)
{
	const auto &camera = terms.cameraLayouts;
	plan.layoutChanges.clear();
	if (kind == Media::LayoutKind::CameraOverGame && !camera.empty()) {
		plan.layout = camera.front().layout;
		plan.layoutChanges.assign(camera.begin() + 1, camera.end());
		return plan;
	}
	const bool isRemembered = terms.sceneLayout && terms.sceneLayout->kind == kind;
	plan.layout = isRemembered ? *terms.sceneLayout : layoutFor(kind, picture);
	return plan;
}

Media::LayoutKind kindOf(const Media::EditPlan &plan)
{
	const bool hasCamera = std::ranges::any_of(plan.layoutChanges, [](const Media::LayoutChange &change) {
		return change.layout.kind == Media::LayoutKind::CameraOverGame;
	});
	return hasCamera ? Media::LayoutKind::CameraOverGame : plan.layout.kind;
}

std::optional<Media::Estimate> estimateOf(const Media::MediaFacts &facts, const Media::EditPlan &plan,
					  const EditTerms &terms)
{
	if (plan.isPlain())
		return std::nullopt;
	return Media::whatItTakes(facts, plan, terms.encoder, terms.pixelsPerSecond);
}

EditSession::EditSession(const Media::MediaFacts &facts, const Edit &begun, EditTerms terms)
	: facts_(facts),
	  terms_(std::move(terms)),
	  duration_ms_(std::max<int64_t>(1, facts.duration_us / 1000)),
	  videoStart_ms_(std::max<int64_t>(0, facts.videoStart_us / 1000)),
	  frame_ms_(frameOf_ms(facts)),
	  now_(begun)
{
	for (const int64_t mark_ms : terms_.marks_ms) {
		if (mark_ms < duration_ms_) // of a recording that was cut short there is less than was marked
			marked_ms_.push_back(pictureAt_ms(mark_ms));
	}
	std::ranges::sort(marked_ms_);
	marked_ms_.erase(std::ranges::unique(marked_ms_).begin(), marked_ms_.end());
}

int64_t EditSession::start_ms() const
{
	return std::clamp<int64_t>(plan().start_ms.value_or(0), 0, duration_ms_);
}

int64_t EditSession::end_ms() const
{
	return std::clamp(plan().end_ms.value_or(duration_ms_), start_ms(), duration_ms_);
}

int64_t EditSession::pictureAt_ms(int64_t time_ms) const
{
	return pictureAfter_ms(time_ms, 0);
}

// Pictures lie on a grid, and a time may be rounded down to just before its own.
int64_t EditSession::pictureAfter_ms(int64_t time_ms, int pictures) const
{
	const auto last = static_cast<int64_t>(
		std::max(0.0, std::ceil(static_cast<double>(duration_ms_ - videoStart_ms_) / frame_ms_ - 0.01) - 1));
	const auto place =
		static_cast<int64_t>(std::floor((static_cast<double>(time_ms - videoStart_ms_) + 1) / frame_ms_));
	const int64_t wanted = std::clamp<int64_t>(place + pictures, 0, last);
	return videoStart_ms_ + std::llround(static_cast<double>(wanted) * frame_ms_);
}

std::optional<int64_t> EditSession::markedBefore_ms(int64_t time_ms) const
{
	const auto found = std::ranges::lower_bound(marked_ms_, time_ms);
	return found == marked_ms_.begin() ? std::nullopt : std::optional(*std::prev(found));
}

std::optional<int64_t> EditSession::markedAfter_ms(int64_t time_ms) const
{
	const auto found = std::ranges::upper_bound(marked_ms_, time_ms);
	return found == marked_ms_.end() ? std::nullopt : std::optional(*found);
}

void EditSession::begin()
{
	if (before_.empty() || before_.back() != now_)
		before_.push_back(now_);
	undone_.clear();
}

// The whole clip is no cut.
void EditSession::put(int64_t start_ms, int64_t end_ms)
{
	now_.plan.start_ms = start_ms > 0 ? std::optional(start_ms) : std::nullopt;
	now_.plan.end_ms = end_ms < duration_ms_ ? std::optional(end_ms) : std::nullopt;
}

void EditSession::moveStart(int64_t time_ms)
{
	const int64_t latest_ms = std::max<int64_t>(0, end_ms() - std::llround(frame_ms_));
	put(std::clamp<int64_t>(time_ms, 0, latest_ms), end_ms());
}

void EditSession::moveEnd(int64_t time_ms)
{
	const int64_t earliest_ms = std::min<int64_t>(duration_ms_, start_ms() + std::llround(frame_ms_));
	put(start_ms(), std::clamp(time_ms, earliest_ms, duration_ms_));
}

void EditSession::moveLayout(const Media::PictureLayout &layout)
{
	now_.plan.layout = layout;
	now_.plan.layoutChanges.clear(); // what is chosen by hand holds for all of the clip
}

EditSession::Marks EditSession::setStart(int64_t time_ms)
{
	begin();
	const int64_t other_ms = end_ms();
	const bool isInOrder = time_ms < other_ms;
	put(isInOrder ? time_ms : other_ms, isInOrder ? other_ms : std::min(time_ms, duration_ms_));
	moveEnd(end_ms()); // at least one picture is kept
	return isInOrder ? Marks::InOrder : Marks::Exchanged;
}

EditSession::Marks EditSession::setEnd(int64_t time_ms)
{
	begin();
	const int64_t other_ms = start_ms();
	const bool isInOrder = time_ms > other_ms;
	put(isInOrder ? other_ms : std::max<int64_t>(0, time_ms), isInOrder ? time_ms : other_ms);
	moveEnd(end_ms());
	return isInOrder ? Marks::InOrder : Marks::Exchanged;
}

EditSession::Marks EditSession::setLastPicture(int64_t time_ms)
{
	return setEnd(pictureAt_ms(time_ms) + std::llround(frame_ms_));
}

void EditSession::keepLast(int64_t last_ms)
{
	begin();
	now_.plan = keepingLast(now_.plan, duration_ms_, last_ms);
}

void EditSession::setLayout(Media::LayoutKind kind)
{
	begin();
	now_.plan = laidOut(std::move(now_.plan), kind, facts_.shown, terms_);
}

void EditSession::setSound(const Media::SoundMix &sound)
{
	begin();
	now_.plan.sound = sound;
}

void EditSession::fitDuration(bool isWanted)
{
	begin();
	now_.plan.target.most_ms = isWanted ? std::optional(terms_.mostDuration_ms) : std::nullopt;
}

void EditSession::fitRequest(bool isWanted)
{
	begin();
	now_.plan.target.most_bytes = isWanted ? std::optional(Media::Limits::kSingleRequest_bytes) : std::nullopt;
}

void EditSession::setCover(std::optional<int64_t> time_ms)
{
	begin();
	now_.cover_ms = time_ms;
}

bool EditSession::mayUndo() const
{
	return std::ranges::any_of(before_, [this](const Edit &earlier) { return earlier != now_; });
}

// A step that changed nothing is none.
void EditSession::undo()
{
	while (!before_.empty() && before_.back() == now_)
		before_.pop_back();
	if (before_.empty())
		return;
	undone_.push_back(std::move(now_));
	now_ = std::move(before_.back());
	before_.pop_back();
}

void EditSession::redo()
{
	if (undone_.empty())
		return;
	before_.push_back(std::move(now_));
	now_ = std::move(undone_.back());
	undone_.pop_back();
}

} // namespace DirectPost::Compose
