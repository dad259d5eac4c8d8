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

} // namespace DirectPost::Compose
