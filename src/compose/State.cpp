#include <compose/State.hpp>

#include <algorithm>

namespace DirectPost::Compose {

const ClipAtHand *State::clip(ClipId id) const
{
	const auto found = std::ranges::find(clips, id, &ClipAtHand::id);
	return found == clips.end() ? nullptr : &*found;
}

Obstacle State::obstacle() const
{
	const ClipAtHand *inForm = shownClip();
	return inForm ? inForm->obstacle : Obstacle::NoClip;
}

QString titleOf(const Publish::JobSnapshot &post)
{
	const QString caption = QString::fromStdString(post.caption).simplified();
	return caption.isEmpty() ? QString::fromStdString(post.title) : caption;
}

const char *kindOf(const Publish::JobSnapshot &post)
{
	const bool isPhotos = post.request && std::holds_alternative<Publish::PhotoRequest>(post.request->what);
	return post.isDraft ? "draft" : isPhotos ? "photos" : "video";
}

const char *nameOf(ClipStage stage)
{
	switch (stage) {
	case ClipStage::Waiting:
		return "waiting";
	case ClipStage::Checking:
		return "checking";
	case ClipStage::Known:
		return "known";
	case ClipStage::Preparing:
		return "preparing";
	case ClipStage::Ready:
		return "ready";
	case ClipStage::Failed:
		return "failed";
	}
	return "";
}

} // namespace DirectPost::Compose
