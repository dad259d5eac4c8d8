#include "BoxSurvey.hpp"
#include "DiskStream.hpp"
#include "Inspect.hpp"
#include "Probe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace DirectPost::Media {

namespace {

void describeFormat(MediaFacts &facts, const AVCodecParameters &picture)
{
	const auto format = static_cast<AVPixelFormat>(picture.format);
	const AVPixFmtDescriptor *described = av_pix_fmt_desc_get(format);
	if (!described)
		return;
	facts.pixelFormat = described->name;
	facts.depth_bits = described->comp[0].depth;
	facts.chroma = Av::chromaOf(*described);
}

DynamicRange rangeOf(const AVCodecParameters &picture)
{
	switch (picture.color_trc) {
	case AVCOL_TRC_SMPTE2084:
		return DynamicRange::Pq;
	case AVCOL_TRC_ARIB_STD_B67:
		return DynamicRange::Hlg;
	default:
		return DynamicRange::Standard;
	}
}

bool isInterlaced(AVFieldOrder order)
{
	return order == AV_FIELD_TT || order == AV_FIELD_BB || order == AV_FIELD_TB || order == AV_FIELD_BT;
}

void describeShape(MediaFacts &facts, const OpenFile &file)
{
	const AVCodecParameters &picture = *file.video->codecpar;
	facts.stored = facts.shown = {picture.width, picture.height};
	const AVRational aspect = av_guess_sample_aspect_ratio(file.input.get(), file.video, nullptr);
	facts.hasSquarePixels = aspect.num <= 0 || aspect.num == aspect.den;
	// Whichever way makes it larger, so that nothing is lost.
	if (!facts.hasSquarePixels && aspect.num > aspect.den)
		facts.shown.width_px = static_cast<int>(av_rescale(picture.width, aspect.num, aspect.den));
	else if (!facts.hasSquarePixels)
		facts.shown.height_px = static_cast<int>(av_rescale(picture.height, aspect.den, aspect.num));
	facts.isFlipped = Av::isFlipped(*file.video);
	facts.rotation_deg = Av::rotation_deg(*file.video);
	if (facts.rotation_deg % 180 != 0)
		std::swap(facts.shown.width_px, facts.shown.height_px);
}

FrameRate frameRateOf(AVRational rate)
{
	return rate.num > 0 && rate.den > 0 ? FrameRate{rate.num, rate.den} : FrameRate{};
}

std::string tagOf(const AVStream &track, const char *tag)
{
	const AVDictionaryEntry *entry = av_dict_get(track.metadata, tag, nullptr, 0);
	return entry ? entry->value : "";
}

std::string nameOf(const AVStream &track, const std::map<int, std::string> &namesInMp4)
{
	constexpr std::array<std::string_view, 2> kOfEveryTrack = {"SoundHandler", "OBS Audio Handler"}; // of MP4
	for (const char *tag : {"title", "name"}) {
		if (std::string name = tagOf(track, tag); !name.empty())
			return name;
	}
	if (const auto found = namesInMp4.find(track.id); found != namesInMp4.end())
		return found->second;
	std::string handler = tagOf(track, "handler_name");
	return std::ranges::contains(kOfEveryTrack, handler) ? std::string() : handler;
}

std::map<int, std::string> namesInMp4(const MediaFacts &facts, const AVFormatContext &input)
{
	if (!std::string_view(input.iformat->name).starts_with("mov,"))
		return {};
	DiskStream content(facts.file);
	return trackNames(content, facts.size_bytes);
}

void describeSound(MediaFacts &facts, const OpenFile &file)
{
	const AVStream *posted = Av::audioOf(*file.input);
	const auto names = namesInMp4(facts, *file.input);
	for (const AVStream *stream : file.soundTracks) {
		SoundTrack track;
		track.number = static_cast<int>(facts.soundTracks.size()) + 1;
		track.name = nameOf(*stream, names);
		track.codec = avcodec_get_name(stream->codecpar->codec_id);
		track.channels = stream->codecpar->ch_layout.nb_channels;
		track.rate_hz = stream->codecpar->sample_rate;
		track.hasSound = Av::hasContent(*stream);
		if (stream->start_time != AV_NOPTS_VALUE)
			track.start_us = file.time_us(stream->start_time, *stream);
		if (stream == posted && track.hasSound)
			facts.postedTrack = track.number;
		facts.soundTracks.push_back(std::move(track));
	}
}

MediaFacts factsOf(const ClipInfo &clip, const OpenFile &opened)
{
	MediaFacts facts;
	const AVStream &video = *opened.video;
	facts.file = clip.file;
	facts.size_bytes = clip.size_bytes;
	facts.duration_us = clip.duration_ms * 1000;
	facts.videoCodec = clip.videoCodec;
	facts.range = rangeOf(*video.codecpar);
	facts.isInterlaced = isInterlaced(video.codecpar->field_order);
	describeFormat(facts, *video.codecpar);
	describeShape(facts, opened);
	facts.frameRate = clip.frameRate;
	facts.nominalFrameRate = frameRateOf(video.r_frame_rate);
	if (video.start_time != AV_NOPTS_VALUE)
		facts.videoStart_us = opened.time_us(video.start_time, video);
	facts.video_bps = video.codecpar->bit_rate;
	describeSound(facts, opened);
	return facts;
}

} // namespace

Expected<MediaFacts> inspect(const std::filesystem::path &file, const std::stop_token &stop)
{
	auto inspected = openInspected(file, stop);
	if (!inspected)
		return std::unexpected(std::move(inspected.error()));
	return std::move(inspected->facts);
}

Expected<MediaFacts> inspect(const ClipInfo &probed, const std::stop_token &stop)
{
	const auto opened = openFile(probed.file, stop);
	return opened ? Expected<MediaFacts>(factsOf(probed, *opened)) : std::unexpected(opened.error());
}

Expected<Inspected> openInspected(const std::filesystem::path &file, const std::stop_token &stop)
{
	const auto structure = usableStructureOf(file);
	if (!structure)
		return std::unexpected(structure.error());
	auto opened = openFile(file, stop);
	if (!opened)
		return std::unexpected(std::move(opened.error()));
	// It knows how long a file is that does not say it.
	const auto clip = clipOf(file, *structure, *opened->input, *opened->video, stop);
	if (!clip)
		return std::unexpected(clip.error());
	MediaFacts facts = factsOf(*clip, *opened);
	return Inspected{std::move(facts), std::move(*opened)};
}

} // namespace DirectPost::Media
