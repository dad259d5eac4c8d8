#include "PictureTimes.hpp"

#include <algorithm>
#include <cstdlib>

namespace DirectPost::Media {

namespace {

constexpr int kCoarsest = 10'000; // ticks a second

// So that a picture lasts a whole number of ticks.
int ticksOf(AVRational rate)
{
	int ticks = rate.num;
	while (ticks < kCoarsest)
		ticks *= 2;
	return ticks;
}

} // namespace

PictureTimes pictureTimes(const std::vector<int64_t> &times_us, AVRational rate, int64_t rounding_us)
{
	PictureTimes times;
	const AVRational microsecond = {1, AV_TIME_BASE};
	const AVRational picture = av_inv_q(rate);
	times.timeBase = {1, ticksOf(rate)};
	times.duration = av_rescale_q(1, picture, times.timeBase);
	for (const int64_t time_us : times_us) {
		const int64_t count = av_rescale_q(time_us, microsecond, picture);
		const int64_t exact_us = av_rescale_q(count, picture, microsecond);
		const bool isOnGrid = std::llabs(time_us - exact_us) <= rounding_us;
		times.shown.push_back(isOnGrid ? count * times.duration
					       : av_rescale_q(time_us, microsecond, times.timeBase));
	}
	times.decoded = times.shown;
	std::ranges::sort(times.decoded);
	int64_t delay = 0;
	for (size_t i = 0; i < times.shown.size(); i++)
		delay = std::max(delay, times.decoded[i] - times.shown[i]);
	for (size_t i = 0; i < times.decoded.size(); i++) {
		times.decoded[i] -= delay;
		if (i > 0)
			times.decoded[i] = std::max(times.decoded[i], times.decoded[i - 1] + 1);
	}
	return times;
}

} // namespace DirectPost::Media
