#pragma once

#include <compose/Draft.hpp>

#include <media/Source.hpp>

namespace DirectPost::Compose {

// What TikTok would refuse of the source is mended, and a file that is too large is made smaller.
Media::EditPlan repaired(Media::EditPlan plan, const Media::Source &source);

// The plan that auto-publish makes for a source. `begun`: what is kept of it anyway, say a replay's last part.
// `sceneLayout`: what was last made of a clip of its scene; used where it is of the wanted kind. Pure.
Media::EditPlan planByPreset(const PresetEdit &edit, const Media::Source &source,
			     const std::optional<Media::PictureLayout> &sceneLayout, Media::EditPlan begun = {});

} // namespace DirectPost::Compose
