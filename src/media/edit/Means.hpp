#pragma once

#include <media/Edit.hpp>

namespace DirectPost::Media {

// Whether a plan, or what TikTok would refuse of the source, makes every picture another one. Pure.
bool needsEncoding(const MediaFacts &facts, const EditPlan &plan, const EncoderSettings &settings);

// How large every picture of a plan becomes when it is encoded in its quality, without sound. A guess.
int64_t expectedPicture_bytes(Size size, FrameRate rate, int64_t duration_us);

// Errors: edit_layout.
Expected<void> checkLayouts(const MediaFacts &facts, const EditPlan &plan);

} // namespace DirectPost::Media
