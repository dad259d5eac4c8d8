#include <media/ClipInfo.hpp>
#include "Av.hpp"
#include "Boxes.hpp"
#include "Matroska.hpp"

#include <base/FileError.hpp>

#include <fstream>
#include <string_view>

namespace DirectPost::Media {

namespace {

// What the file's own structure says, before FFmpeg is asked.
struct Survey {
	std::optional<BoxSurvey> boxes;
	std::optional<MatroskaSurvey> matroska;
	int64_t reach_ms = 0; // of a Matroska file that does not know its duration
};

Survey survey(const std::filesystem::path &file)
{
	std::error_code failure;
	if (!std::filesystem::is_regular_file(file, failure))
		return {}; // opening a pipe would wait for its other end
	const auto size_bytes = std::filesystem::file_size(file, failure);
	std::ifstream content(file, std::ios::binary);
	if (failure || size_bytes == 0 || !content)
		return {};
	Survey result;
	result.boxes = surveyBoxes(content, static_cast<int64_t>(size_bytes));
	if (!result.boxes)
		result.matroska = surveyMatroska(content, static_cast<int64_t>(size_bytes));
	if (result.matroska && !result.matroska->hasDuration)
		result.reach_ms = reachOfMatroska_ms(content, static_cast<int64_t>(size_bytes));
	return result;
}

// A fragmented file that was cut short, say by a crash, still plays up to its last whole fragment.
bool isBeyondUse(const BoxSurvey &boxes)
{
	return !boxes.isPlayable() || (boxes.isCutShort && boxes.fragments == 0);
}

Container containerOf(const AVFormatContext &input, const Survey &survey)
{
	const std::string_view name = input.iformat->name;
	if (survey.boxes) {
		const AVDictionaryEntry *entry = av_dict_get(input.metadata, "major_brand", nullptr, 0);
		const std::string_view brand = entry ? entry->value : "qt  "; // files without ftyp are QuickTime's
		if (brand == "qt  ")
			return Container::QuickTime;
		return brand.starts_with("3g") ? Container::Other : Container::Mp4;
	}
	if (survey.matroska)
		return survey.matroska->docType == "webm" ? Container::WebM : Container::Matroska;
	if (name == "flv" || name == "live_flv")
		return Container::Flv;
	return name == "mpegts" ? Container::MpegTs : Container::Other;
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

int64_t duration_ms(const AVFormatContext &input, const Survey &survey)
{
	if (survey.reach_ms > 0)
		return survey.reach_ms;
	return input.duration > 0 ? av_rescale(input.duration, 1000, AV_TIME_BASE) : 0;
}

int countAudio(const AVFormatContext &input)
{
	int tracks = 0;
	for (unsigned i = 0; i < input.nb_streams; i++)
		tracks += input.streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO ? 1 : 0;
	return tracks;
}

} // namespace

Expected<ClipInfo> probe(const std::filesystem::path &file, const std::stop_token &stop)
{
	const Survey structure = survey(file);
	if (structure.boxes && isBeyondUse(*structure.boxes))
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "clip_truncated", file, "no movie header, or cut short"));

	auto input = Av::openInput(file, stop);
	if (!input)
		return std::unexpected(std::move(input.error()));
	const AVStream *video = Av::videoOf(**input);
	if (!video || video->codecpar->codec_id == AV_CODEC_ID_NONE)
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "not_a_video", file, "no moving picture"));

	ClipInfo clip;
	std::error_code failure;
	clip.file = file;
	clip.size_bytes = static_cast<int64_t>(std::filesystem::file_size(file, failure));
	if (failure)
		return std::unexpected(fileError(ErrorKind::ClipFile, "file_missing", file, failure.message()));
	clip.container = containerOf(**input, structure);
	clip.layout = structure.boxes ? structure.boxes->layout() : Layout::NotApplicable;
	clip.duration_ms = duration_ms(**input, structure);
	clip.size = uprightSize(*video);
	clip.frameRate = averageFrameRate(*video);
	clip.videoCodec = avcodec_get_name(video->codecpar->codec_id);
	clip.audioTracks = countAudio(**input);
	if (const AVStream *audio = Av::audioOf(**input))
		clip.audioCodec = avcodec_get_name(audio->codecpar->codec_id);
	return clip;
}

} // namespace DirectPost::Media
