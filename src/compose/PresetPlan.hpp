#pragma once

#include <compose/Draft.hpp>
#include <compose/EditSession.hpp>

#include <media/Source.hpp>

namespace DirectPost::Compose {

// What TikTok would refuse of the source is mended, and a file that is too large is made smaller.
Media::EditPlan repaired(Media::EditPlan plan, const Media::Source &source);

// The plan that auto-publish makes for a source. `begun`: what is kept of it anyway, say a replay's last part.
// Pure.
Media::EditPlan planByPreset(const PresetEdit &edit, const Media::Source &source, const EditTerms &terms,
			     Media::EditPlan begun = {});

} // namespace DirectPost::Compose
