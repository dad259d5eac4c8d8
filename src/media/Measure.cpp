#include "Measure.hpp"
#include "JoinedTimes.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace DirectPost::Media {

namespace {

constexpr AVRational kMeasuredMicroseconds = {1, AV_TIME_BASE};
constexpr AVRational kFineEnough = {1, 10'000};
constexpr size_t kFewPictures = 100;
constexpr size_t kMostPictures = 600;
constexpr size_t kReordered = 16; // as many may be shown before one that was read already, at either end
constexpr size_t kFewestPictures = 10;
constexpr double kSaidExactly = 1e-5;
constexpr int kLargestDenominator = 100'000;
constexpr int64_t kFarthest_bytes = 64'000'000;

struct Measured {
	double rate = 0;      // 0: too few pictures
	double tolerance = 0; // relative: both ends are rounded to a tick
};

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

// Adds to `times`, until there are so many. Whether there may be more.
bool readTimes(AVFormatContext &input, const AVStream &video, size_t count, std::vector<int64_t> &times)
{
	const Av::Packet packet(av_packet_alloc());
	while (packet && times.size() < count) {
		if (av_read_frame(&input, packet.get()) < 0)
			return false;
		const int64_t time = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
		if (packet->stream_index == video.index && time != AV_NOPTS_VALUE)
			times.push_back(time);
		av_packet_unref(packet.get());
	}
	return true;
}

Measured measuredRate(std::vector<int64_t> times, const AVStream &video)
{
	std::ranges::sort(times);
	const auto doubtful = static_cast<ptrdiff_t>(std::min(kReordered, times.size() / 4));
	times = {times.begin() + doubtful, times.end() - doubtful};
	if (times.size() < kFewestPictures || times.back() <= times.front())
		return {};
	const auto ticks = static_cast<double>(times.back() - times.front());
	return {static_cast<double>(times.size() - 1) / (ticks * av_q2d(video.time_base)), 1.5 / ticks};
}

} // namespace

Expected<Av::Input> openMeasured(const std::filesystem::path &file, const std::stop_token &stop)
{
	auto measured = Av::openInput(file, stop);
	if (!measured)
		return measured;
	AVStream *video = Av::videoOf(**measured);
	if (!video)
		return measured;
	correctContents(**measured, *video);
	correctFrameRate(**measured, *video);
	if (auto good = Av::checkReading(**measured, file, stop); !good)
		return std::unexpected(std::move(good.error()));

	auto input = Av::openInput(file, stop); // measuring has read the beginning of the other
	for (unsigned i = 0; input && i < std::min((*input)->nb_streams, (*measured)->nb_streams); i++) {
		(*input)->streams[i]->avg_frame_rate = (*measured)->streams[i]->avg_frame_rate;
		(*input)->streams[i]->start_time = (*measured)->streams[i]->start_time;
	}
	return input;
}

void correctFrameRate(AVFormatContext &input, AVStream &video)
{
	const bool isCoarse = av_cmp_q(video.time_base, kFineEnough) > 0;
	if (!isCoarse)
		return;
	const double said = video.avg_frame_rate.num > 0 ? av_q2d(video.avg_frame_rate) : 0;
	const bool isUsual = usualRate(said, kSaidExactly).has_value();
	std::vector<int64_t> times;
	const bool isCutOff = readTimes(input, video, kFewPictures, times);
	Measured measured = measuredRate(times, video);
	if (measured.rate <= 0 || (isUsual && std::abs(measured.rate / said - 1) < measured.tolerance))
		return;
	if (isCutOff) {
		readTimes(input, video, kMostPictures, times);
		measured = measuredRate(times, video);
	}
	if (const auto usual = usualRate(measured.rate, measured.tolerance))
		video.avg_frame_rate = *usual;
	else if (!isUsual)
		video.avg_frame_rate = av_d2q(measured.rate, kLargestDenominator);
}

void correctContents(AVFormatContext &input, AVStream &video)
{
	std::set<int> empty;
	for (const AVStream *stream : std::span(input.streams, input.nb_streams)) {
		if (stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO && stream->nb_frames == 0)
			empty.insert(stream->index);
	}
	const size_t unknown = empty.size();
	const bool areCounted = video.nb_frames > 0;
	int pictures = 0;
	const Av::Packet packet(av_packet_alloc());
	bool isAtEnd = false;
	while (packet && !isAtEnd && (!empty.empty() || (!areCounted && pictures < 2)) &&
	       avio_tell(input.pb) < kFarthest_bytes) {
		isAtEnd = av_read_frame(&input, packet.get()) < 0;
		if (!isAtEnd)
			empty.erase(packet->stream_index);
		pictures += !isAtEnd && packet->stream_index == video.index ? 1 : 0;
		av_packet_unref(packet.get());
	}
	if (isAtEnd && !areCounted)
		video.nb_frames = pictures;
	// Sound may begin late; where other tracks have some already, this one does not count.
	if (!isAtEnd && empty.size() == unknown)
		return;
	for (const int index : empty)
		input.streams[index]->start_time = AV_NOPTS_VALUE;
}

Expected<int64_t> measuredDuration_us(const std::filesystem::path &file, const std::stop_token &stop)
{
	const auto input = Av::openInput(file, stop);
	if (!input)
		return std::unexpected(input.error());
	std::optional<int64_t> first_us;
	int64_t last_us = 0;
	JoinedTimes joinedTimes(*(*input)->iformat);
	const Av::Packet packet(av_packet_alloc());
	while (packet && Av::readPacket(**input, *packet) >= 0) {
		const AVStream &stream = *(*input)->streams[packet->stream_index];
		const AVRational timeBase = stream.time_base;
		joinedTimes.apply(*packet, stream);
		const int64_t time = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
		if (time != AV_NOPTS_VALUE) {
			const int64_t start_us = av_rescale_q(time, timeBase, kMeasuredMicroseconds);
			first_us = std::min(first_us.value_or(start_us), start_us);
			last_us = std::max(last_us,
					   av_rescale_q(time + packet->duration, timeBase, kMeasuredMicroseconds));
		}
		av_packet_unref(packet.get());
	}
	if (auto good = Av::checkReading(**input, file, stop); !good)
		return std::unexpected(std::move(good.error()));
	return first_us ? std::max<int64_t>(0, last_us - *first_us) : 0;
}

} // namespace DirectPost::Media
