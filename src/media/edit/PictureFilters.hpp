#pragma once

#include <media/EditPlan.hpp>
#include <media/MediaFacts.hpp>

#include <string>

namespace DirectPost::Media {

// The pictures of a plan, in libavfilter's language. Pure.

// How large the planned picture is: even sides that TikTok takes, never larger than the source gives.
Size plannedSize(const MediaFacts &facts, const EditPlan &plan);
// How many pictures a second: the source's own, where TikTok takes it.
FrameRate plannedRate(const MediaFacts &facts);
// The part of `window` with the sides' ratio of `size`, from its middle.
Window covering(Window window, Size size);
// `window` moved and shrunk to lie inside the picture; the whole picture where it is empty.
Window inside(Window window, Size picture);

// From a picture as it is decoded to one that stands upright, with square pixels, in 8 bits of standard range:
// a chain of filters, empty where there is nothing to do.
std::string normalising(const MediaFacts &facts);
// From there to the layout, in this size.
std::string layingOut(const MediaFacts &facts, const PictureLayout &layout, Size size);

} // namespace DirectPost::Media
