#include "Measure.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace DirectPost::Media {

namespace {

constexpr AVRational kMeasuredMicroseconds = {1, AV_TIME_BASE};
constexpr AVRational kFineEnough = {1, 10'000};
constexpr size_t kMostPictures = 600;
constexpr size_t kFewestPictures = 10;
constexpr double kSaidExactly = 1e-5;
constexpr int kLargestDenominator = 100'000;

// The rate that cameras and recorders use, whole or NTSC's; nothing where none is this near.
std::optional<AVRational> usualRate(double rate, double tolerance)
{
	const int whole = static_cast<int>(std::lround(rate));
	std::optional<AVRational> nearest;
	for (const AVRational usual : {AVRational{whole, 1}, AVRational{whole * 1000, 1001}}) {
		const double distance = whole > 0 ? std::abs(rate / av_q2d(usual) - 1) : 1;
		if (distance < tolerance) {
			nearest = usual;
			tolerance = distance;
		}
	}
	return nearest;
}

bool isGuessed(const AVStream &video)
{
	const double rate = video.avg_frame_rate.num > 0 ? av_q2d(video.avg_frame_rate) : 0;
	return av_cmp_q(video.time_base, kFineEnough) > 0 && !usualRate(rate, kSaidExactly);
}

std::vector<int64_t> firstTimes(AVFormatContext &input, const AVStream &video)
{
	std::vector<int64_t> times;
	const Av::Packet packet(av_packet_alloc());
	while (packet && times.size() < kMostPictures && av_read_frame(&input, packet.get()) >= 0) {
		if (packet->stream_index == video.index && packet->pts != AV_NOPTS_VALUE)
			times.push_back(packet->pts);
		av_packet_unref(packet.get());
	}
	std::ranges::sort(times);
	return times;
}

} // namespace

void correctFrameRate(AVFormatContext &input, AVStream &video)
{
	if (!isGuessed(video))
		return;
	const std::vector<int64_t> times = firstTimes(input, video);
	if (times.size() < kFewestPictures || times.back() <= times.front())
		return;
	const auto ticks = static_cast<double>(times.back() - times.front());
	const double rate = static_cast<double>(times.size() - 1) / (ticks * av_q2d(video.time_base));
	// Both ends are rounded to a tick.
	video.avg_frame_rate = usualRate(rate, 1.5 / ticks).value_or(av_d2q(rate, kLargestDenominator));
}

int64_t measuredDuration_us(AVFormatContext &input)
{
	std::optional<int64_t> first_us;
	int64_t last_us = 0;
	if (input.start_time != AV_NOPTS_VALUE)
		first_us = last_us = input.start_time;
	const Av::Packet packet(av_packet_alloc());
	while (packet && av_read_frame(&input, packet.get()) >= 0) {
		const AVRational timeBase = input.streams[packet->stream_index]->time_base;
		if (packet->pts != AV_NOPTS_VALUE) {
			const int64_t start_us = av_rescale_q(packet->pts, timeBase, kMeasuredMicroseconds);
			first_us = std::min(first_us.value_or(start_us), start_us);
			last_us = std::max(
				last_us, av_rescale_q(packet->pts + packet->duration, timeBase, kMeasuredMicroseconds));
		}
		av_packet_unref(packet.get());
	}
	return first_us ? std::max<int64_t>(0, last_us - *first_us) : 0;
}

} // namespace DirectPost::Media
