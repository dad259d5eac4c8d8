#pragma once

#include "Av.hpp"

#include <cstdint>
#include <vector>

namespace DirectPost::Media {

// When pictures are shown and decoded in the finished clip.
struct PictureTimes {
	AVRational timeBase = {1, AV_TIME_BASE};
	std::vector<int64_t> shown;   // in the order in which they are decoded
	std::vector<int64_t> decoded; // rising, and none behind when it is shown
	int64_t duration = 0;         // of one picture
};

// `times_us`: when each is shown, in decoding order, from the clip's beginning. Pictures that follow `rate` but for the
// rounding of their container are laid exactly on it; others stay in place. Pure.
PictureTimes pictureTimes(const std::vector<int64_t> &times_us, AVRational rate, int64_t rounding_us);

} // namespace DirectPost::Media
