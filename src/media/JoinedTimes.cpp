#include "JoinedTimes.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace DirectPost::Media {

namespace {

constexpr AVRational kJoinedMicroseconds = {1, AV_TIME_BASE};
constexpr int64_t kLongestStepBack_us = 1'000'000; // pictures that are reordered step back by less
constexpr int64_t kLongestGap_us = 60'000'000;

} // namespace

JoinedTimes::JoinedTimes(const AVInputFormat &format)
	: hasDecodeTimes_(!std::string_view(format.name).starts_with("matroska"))
{
}

void JoinedTimes::apply(AVPacket &packet, const AVStream &source)
{
	const int64_t time = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
	if (time == AV_NOPTS_VALUE)
		return;
	Track &track = tracks_[source.index];
	const int64_t time_us = av_rescale_q(time, source.time_base, kJoinedMicroseconds);
	const int64_t shown = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
	const int64_t shown_us = av_rescale_q(shown, source.time_base, kJoinedMicroseconds);
	const int64_t duration_us = av_rescale_q(packet.duration, source.time_base, kJoinedMicroseconds);
	// The others may have come to a seam before this one.
	if (std::llabs(track.jump_us(time_us, shift_us_)) < std::llabs(track.jump_us(time_us, track.shift_us)))
		track.shift_us = shift_us_;
	if (isSeam(track, time_us))
		track.shift_us = shift_us_ = track.end_us - shown_us;
	track.next_us = time_us + track.shift_us + duration_us;
	track.end_us = std::max(track.end_us, shown_us + track.shift_us + duration_us);
	reached_us_ = std::max(reached_us_, *track.next_us);

	const int64_t shift = av_rescale_q(track.shift_us, kJoinedMicroseconds, source.time_base);
	if (packet.dts != AV_NOPTS_VALUE)
		packet.dts += shift;
	if (packet.pts != AV_NOPTS_VALUE)
		packet.pts += shift;
	if (shift != 0 && !hasDecodeTimes_ && source.codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
		packet.dts = AV_NOPTS_VALUE;
}

bool JoinedTimes::isSeam(const Track &track, int64_t time_us) const
{
	const int64_t jump_us = track.jump_us(time_us, track.shift_us);
	const bool isAheadOfAll = time_us + track.shift_us - reached_us_ > kLongestGap_us;
	return jump_us < -kLongestStepBack_us || (jump_us > kLongestGap_us && isAheadOfAll);
}

} // namespace DirectPost::Media
