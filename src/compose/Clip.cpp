#include "Clip.hpp"

#include "CaptureContextJson.hpp"
#include "EditPlanJson.hpp"

#include <cmath>

namespace DirectPost::Compose {

std::optional<int> PreparationBegun::left_s(std::chrono::steady_clock::time_point now, double doneNow) const
{
	constexpr double kShortest_s = 2;
	constexpr double kLeast = 0.02;
	const double took_s = std::chrono::duration<double>(now - at).count();
	if (took_s < kShortest_s || doneNow - done < kLeast)
		return std::nullopt;
	return static_cast<int>(std::ceil(took_s * (1 - doneNow) / (doneNow - done)));
}

bool Clip::isUnderWay() const
{
	switch (visible.stage) {
	case ClipStage::Waiting:
	case ClipStage::Checking:
	case ClipStage::Preparing:
		return true;
	case ClipStage::Known:
	case ClipStage::Ready:
	case ClipStage::Failed:
		return false;
	}
	return false;
}

Obstacle obstacleOf(const Clip &clip, const std::vector<Media::Finding> &findings)
{
	if (clip.visible.isBeingPosted)
		return Obstacle::Posting;
	if (clip.isInEditor)
		return Obstacle::Editing;
	if (clip.visible.stage == ClipStage::Failed)
		return Obstacle::ClipFailed;
	if (clip.visible.stage != ClipStage::Ready)
		return Obstacle::ClipNotReady;
	const bool canBePosted = clip.prepared && Media::canBePosted(findings);
	return canBePosted ? Obstacle::None : Obstacle::ClipRefused;
}

Publish::VideoRequest videoRequest(const Clip &clip, const TikTok::PostInfo &info)
{
	return {.originalFile = clip.known->info.file,
		.uploadFile = clip.prepared->file,
		.uploadIdentity = clip.prepared->identity,
		.contentType = clip.prepared->info.contentType().value_or("video/mp4"),
		.duration_ms = clip.prepared->info.duration_ms,
		.ownsUploadFile = clip.prepared->isDerived,
		.contentId = clip.standsFor.empty() ? clip.known->contentId(clip.visible.draft.plan) : clip.standsFor,
		.plan = textOf(clip.visible.draft.plan),
		.context = textOf(clip.visible.context),
		.post = {.info = info, .cover_ms = clip.visible.draft.cover_ms}};
}

} // namespace DirectPost::Compose
