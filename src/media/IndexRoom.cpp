#include "IndexRoom.hpp"

#include <algorithm>
#include <climits>

namespace DirectPost::Media {

namespace {

// What an index holds for a sample at most (ISO/IEC 14496-12, 8.6 and 8.7): its size, its duration, its chunk's run and
// place; for a picture also its reordering and that it is whole.
constexpr int kSoundSample_bytes = 4 + 8 + 12 + 8;
constexpr int kPictureSample_bytes = kSoundSample_bytes + 8 + 4;
constexpr int64_t kHeaders_bytes = 16'384;
constexpr double kMargin = 1.05;
constexpr double kLargestShare = 0.1;           // of the file; OBS's recordings need a few hundredths
constexpr double kSoundPackets_perSecond = 100; // where the codec does not say how much is in one

double samplesPerSecond(const AVStream &stream)
{
	const AVCodecParameters &codec = *stream.codecpar;
	if (codec.codec_type == AVMEDIA_TYPE_VIDEO)
		return stream.avg_frame_rate.num > 0 ? av_q2d(stream.avg_frame_rate) : 0;
	return codec.frame_size > 0 ? static_cast<double>(codec.sample_rate) / codec.frame_size
				    : kSoundPackets_perSecond;
}

} // namespace

double expectedSamples(const AVFormatContext &input, const AVStream &stream)
{
	const double duration_s = static_cast<double>(std::max<int64_t>(0, input.duration)) / AV_TIME_BASE;
	return duration_s * samplesPerSecond(stream) * kMargin;
}

int64_t indexRoomOf_bytes(int64_t pictures, int64_t sounds)
{
	return kHeaders_bytes + pictures * kPictureSample_bytes + sounds * kSoundSample_bytes;
}

std::optional<int64_t> indexRoom_bytes(const AVFormatContext &input, std::span<const AVStream *const> streams)
{
	double room_bytes = kHeaders_bytes;
	for (const AVStream *stream : streams) {
		const double samples = expectedSamples(input, *stream);
		const bool isPicture = stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO;
		if (samples <= 0)
			return std::nullopt;
		room_bytes += samples * (isPicture ? kPictureSample_bytes : kSoundSample_bytes);
	}
	const double most_bytes = 2 * kHeaders_bytes + kLargestShare * static_cast<double>(avio_size(input.pb));
	const bool fits = room_bytes <= std::min<double>(most_bytes, INT_MAX); // the muxer's option is an int
	return fits ? std::optional(static_cast<int64_t>(room_bytes)) : std::nullopt;
}

} // namespace DirectPost::Media
