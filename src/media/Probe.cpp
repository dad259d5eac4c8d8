#include <media/ClipInfo.hpp>
#include "Probe.hpp"
#include "Measure.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string_view>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace DirectPost::Media {

namespace {

// What muxers write into every file, and what says nothing about a person or a place.
constexpr std::array<std::string_view, 11> kTechnicalTags = {
	"major_brand", "minor_version", "compatible_brands", "encoder",  "creation_time",          "handler_name",
	"vendor_id",   "language",      "duration",          "timecode", "_statistics_writing_app"};

constexpr std::array kVideoOfWebM = {AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1};

Container containerOf(const AVFormatContext &input, const AVStream &video, const FileStructure &structure)
{
	const std::string_view name = input.iformat->name;
	if (structure.boxes) {
		const AVDictionaryEntry *entry = av_dict_get(input.metadata, "major_brand", nullptr, 0);
		const std::string_view brand = entry ? entry->value : "qt  "; // files without ftyp are QuickTime's
		if (brand == "qt  ")
			return Container::QuickTime;
		return brand.starts_with("3g") ? Container::ThreeGp : Container::Mp4;
	}
	// Browsers put H.264 into files that they call WebM.
	const bool isOfWebM = std::ranges::find(kVideoOfWebM, video.codecpar->codec_id) != kVideoOfWebM.end();
	if (structure.matroska)
		return isOfWebM && structure.matroska->docType == "webm" ? Container::WebM : Container::Matroska;
	if (name == "flv" || name == "live_flv")
		return Container::Flv;
	static const std::map<std::string_view, Container> kOthers = {{"mpegts", Container::MpegTs},
								      {"mpeg", Container::MpegPs},
								      {"avi", Container::Avi},
								      {"asf", Container::WindowsMedia}};
	const auto other = kOthers.find(name);
	return other == kOthers.end() ? Container::Unknown : other->second;
}

Size uprightSize(const AVStream &video)
{
	const Size size = {video.codecpar->width, video.codecpar->height};
	return Av::rotation_deg(video) % 180 == 0 ? size : Size{size.height_px, size.width_px};
}

FrameRate averageFrameRate(const AVStream &video)
{
	const AVRational rate = video.avg_frame_rate.num > 0 ? video.avg_frame_rate : video.r_frame_rate;
	return rate.num > 0 && rate.den > 0 ? FrameRate{rate.num, rate.den} : FrameRate{};
}

Expected<void> describeLength(ClipInfo &clip, const AVFormatContext &input, const AVStream &video,
			      const FileStructure &structure, const std::stop_token &stop)
{
	const auto milliseconds = [](int64_t time_us) {
		return av_rescale(time_us, 1000, AV_TIME_BASE);
	};
	// Matroska says when it ends, not how long it is.
	const bool countsFromZero = structure.matroska && input.start_time > 0;
	const int64_t start_us = countsFromZero ? input.start_time : 0;
	const int64_t said_ms = milliseconds(std::max<int64_t>(0, input.duration - start_us));
	const bool isKnown = input.duration > 0 && input.duration_estimation_method == AVFMT_DURATION_FROM_STREAM;

	if (structure.reach_ms > 0)
		clip.duration_ms = std::max<int64_t>(1, structure.reach_ms - milliseconds(start_us));
	else
		clip.duration_ms = said_ms;
	if (structure.reach_ms == 0 && (structure.isCutShort() || structure.isJoined || said_ms == 0)) {
		const auto measured_us = measuredDuration_us(clip.file, stop);
		if (!measured_us)
			return std::unexpected(measured_us.error());
		clip.duration_ms = milliseconds(*measured_us);
	}
	if (!structure.isCutShort())
		return {};
	const bool isInPieces = structure.boxes && structure.boxes->fragments > 0; // each says only how long itself is
	int64_t whole_ms = isKnown && !isInPieces ? said_ms : structure.wholeAsf_ms;
	if (clip.container == Container::Avi) // FFmpeg corrects its length by what is there
		whole_ms = av_rescale_q(video.nb_frames, video.time_base, AVRational{1, 1000});
	clip.missing_ms = std::max<int64_t>(0, whole_ms - clip.duration_ms);
	return {};
}

bool beginsLate(const AVFormatContext &input, const AVStream &video, const FileStructure &structure)
{
	if (video.start_time == AV_NOPTS_VALUE)
		return false;
	const int64_t first_us = av_rescale_q(video.start_time, video.time_base, AVRational{1, AV_TIME_BASE});
	// MP4's time begins at zero; players of other containers begin with what comes first.
	const int64_t begin_us = structure.boxes || input.start_time == AV_NOPTS_VALUE ? 0 : input.start_time;
	const double rate = averageFrameRate(video).perSecond();
	return rate > 0 && static_cast<double>(first_us - begin_us) > AV_TIME_BASE / rate / 2;
}

// FFmpeg's index of an MP4 has what is shown, and, marked, what is hidden near to that and may be needed for it.
HiddenPictures hiddenPictures(AVStream &video)
{
	const int known = avformat_index_get_entries_count(&video);
	const auto isHidden = [&](int place) {
		return (avformat_index_get_entry(&video, place)->flags & AVINDEX_DISCARD_FRAME) != 0;
	};
	if (known < video.nb_frames || (known > 0 && isHidden(known - 1))) // nothing follows that could need it
		return HiddenPictures::Spare;
	for (int place = 0; place < known; place++) {
		if (isHidden(place))
			return HiddenPictures::Needed;
	}
	return HiddenPictures::None;
}

void describePicture(ClipInfo &clip, const AVStream &video)
{
	const AVCodecParameters &codec = *video.codecpar;
	clip.size = uprightSize(video);
	clip.frameRate = averageFrameRate(video);
	clip.videoCodec = avcodec_get_name(codec.codec_id);
	clip.isHdr = codec.color_trc == AVCOL_TRC_SMPTE2084 || codec.color_trc == AVCOL_TRC_ARIB_STD_B67;
	clip.isInterlaced = codec.field_order != AV_FIELD_UNKNOWN && codec.field_order != AV_FIELD_PROGRESSIVE;
	clip.isOnePicture = video.nb_frames == 1;
	clip.isRateVariable = !clip.isOnePicture && clip.frameRate.perSecond() > 0 &&
			      varies({video.r_frame_rate.num, video.r_frame_rate.den}, clip.frameRate);
	clip.hasSquarePixels =
		codec.sample_aspect_ratio.num <= 0 || codec.sample_aspect_ratio.num == codec.sample_aspect_ratio.den;
	if (video.sample_aspect_ratio.num > 0) // where container and codec differ, players believe the container
		clip.hasSquarePixels = video.sample_aspect_ratio.num == video.sample_aspect_ratio.den;
	if (const AVPixFmtDescriptor *format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(codec.format))) {
		clip.bitDepth = format->comp[0].depth;
		clip.chroma = Av::chromaOf(*format);
	}
}

void describeSound(ClipInfo &clip, const AVFormatContext &input)
{
	const AVStream *chosen = Av::audioOf(input);
	if (!chosen || !Av::hasContent(*chosen))
		return;
	for (unsigned i = 0; i < input.nb_streams; i++) {
		if (input.streams[i]->codecpar->codec_type != AVMEDIA_TYPE_AUDIO)
			continue;
		clip.audioTracks++;
		if (input.streams[i] == chosen)
			clip.audioTrack = clip.audioTracks;
	}
	clip.audioCodec = avcodec_get_name(chosen->codecpar->codec_id);
	clip.audioChannels = chosen->codecpar->ch_layout.nb_channels;
}

bool hasDescriptions(const AVDictionary *tags)
{
	const AVDictionaryEntry *entry = nullptr;
	while ((entry = av_dict_get(tags, "", entry, AV_DICT_IGNORE_SUFFIX))) {
		std::string key = entry->key;
		std::ranges::transform(key, key.begin(),
				       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
		if (std::ranges::find(kTechnicalTags, key) == kTechnicalTags.end())
			return true;
	}
	return false;
}

bool carriesMore(const AVFormatContext &input, const AVStream &video)
{
	const AVStream *audio = Av::audioOf(input);
	return input.nb_streams > (audio ? 2 : 1) || input.nb_chapters > 0 || hasDescriptions(input.metadata) ||
	       hasDescriptions(video.metadata) || (audio && hasDescriptions(audio->metadata));
}

} // namespace

Expected<FileStructure> usableStructureOf(const std::filesystem::path &file)
{
	auto structure = structureOf(file);
	if (structure && structure->boxes && !structure->boxes->isOfSomeUse())
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "clip_truncated", file, "no movie header, or cut short"));
	return structure;
}

Expected<ClipInfo> probe(const std::filesystem::path &file, const std::stop_token &stop)
{
	const auto structure = usableStructureOf(file);
	if (!structure)
		return std::unexpected(structure.error());
	auto input = Av::openInput(file, stop);
	if (!input)
		return std::unexpected(std::move(input.error()));
	AVStream *video = Av::videoOf(**input);
	if (!video)
		return std::unexpected(Av::noPicture(file));
	if (video->codecpar->codec_id == AV_CODEC_ID_NONE)
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "not_a_video", file, "an unknown codec"));
	correctContents(**input, *video);
	correctFrameRate(**input, *video);
	return clipOf(file, *structure, **input, *video, stop);
}

Expected<ClipInfo> clipOf(const std::filesystem::path &file, const FileStructure &structure,
			  const AVFormatContext &input, AVStream &video, const std::stop_token &stop)
{
	ClipInfo clip;
	std::error_code failure;
	clip.file = file;
	clip.size_bytes = static_cast<int64_t>(std::filesystem::file_size(file, failure));
	if (failure)
		return std::unexpected(fileError(ErrorKind::ClipFile, "file_missing", file, failure));
	clip.container = containerOf(input, video, structure);
	clip.isJoined = structure.isJoined;
	clip.layout = structure.boxes ? structure.boxes->layout() : Layout::NotApplicable;
	if (clip.container == Container::WebM && structure.isUnfinishedMatroska())
		clip.layout = Layout::Unfinished;
	if (structure.boxes && structure.boxes->isMediaCutShort && structure.boxes->fragments == 0)
		clip.layout = Layout::Unfinished;
	if (auto described = describeLength(clip, input, video, structure, stop); !described)
		return std::unexpected(std::move(described.error()));
	if (stop.stop_requested())
		return std::unexpected(fileError(ErrorKind::Cancelled, "cancelled", file, "stopped"));
	if (auto good = Av::checkReading(input, file, stop); !good)
		return std::unexpected(std::move(good.error()));
	describePicture(clip, video);
	describeSound(clip, input);
	if (structure.boxes)
		clip.hidden = hiddenPictures(video);
	clip.beginsLate = beginsLate(input, video, structure);
	clip.carriesMore = carriesMore(input, video) || structure.hasForeignBoxes;
	return clip;
}

} // namespace DirectPost::Media
