#include <media/Checks.hpp>
#include <media/Limits.hpp>
#include <media/Texts.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace DirectPost::Media {

namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

constexpr std::array<std::string_view, 2> kSoundOfMp4 = {"aac", "mp3"};      // that every player knows there
constexpr std::array<std::string_view, 2> kSoundOfWebM = {"opus", "vorbis"}; // all that is allowed there
constexpr int kUsualDepth = 8;
constexpr int kStereo = 2;
constexpr int64_t kShort_ms = 1000;

Finding pass(const char *code, Values values)
{
	return {code, Severity::Pass, Remedy::None, std::move(values)};
}

Finding repaired(const char *code, Values values)
{
	return {code, Severity::Repaired, Remedy::Remux, std::move(values)};
}

Finding warning(const char *code, Values values, Remedy remedy = Remedy::None)
{
	return {code, Severity::Warning, remedy, std::move(values)};
}

Finding block(const char *code, Values values, Remedy remedy = Remedy::ChooseAnother)
{
	return {code, Severity::Block, remedy, std::move(values)};
}

// What a copy into another file mends.
Finding checkPackaging(const ClipInfo &clip)
{
	Values values = {{"container", containerText(clip.container)},
			 {"target", containerText(becomesWebM(clip) ? Container::WebM : Container::Mp4)}};
	if (clip.missing_ms > 0) {
		values.emplace_back("whole", preciseDurationText(clip.duration_ms + clip.missing_ms));
		values.emplace_back("missing", preciseDurationText(clip.missing_ms));
		return {"container_cut", Severity::Warning, Remedy::Remux, std::move(values)};
	}
	if (!clip.contentType())
		return repaired("container_remuxed", std::move(values));
	if (clip.layout == Layout::Fragmented)
		return repaired("container_fragmented", std::move(values));
	if (clip.layout == Layout::MoovLast)
		return repaired("container_index_last", std::move(values));
	if (clip.layout == Layout::Unfinished)
		return repaired("container_unfinished", std::move(values));
	if (clip.carriesMore)
		return repaired("container_stripped", std::move(values));
	if (clip.beginsLate)
		return repaired("container_late", std::move(values));
	if (clip.hidden == HiddenPictures::Spare)
		return repaired("container_trimmed", std::move(values));
	return pass("container_fits", std::move(values));
}

// Whether the file is copied into another one before it is sent.
bool isRepackaged(const ClipInfo &clip)
{
	return checkPackaging(clip).remedy == Remedy::Remux;
}

Finding checkContainer(const ClipInfo &clip)
{
	Finding finding = checkPackaging(clip);
	if (clip.hidden != HiddenPictures::Needed || clip.missing_ms > 0)
		return finding;
	return warning("container_trimmed_within", std::move(finding.values), Remedy::Repair); // a copy still has them
}

// The MP4 that is sent instead has one track of sound, in AAC, and less packaging than a TS. What shrank is judged
// anew.
bool mayShrink(const ClipInfo &clip)
{
	constexpr int64_t kMostTimes = 2; // more than that is picture
	return clip.size_bytes <= kMostTimes * Limits::kVideo_bytes &&
	       (isSoundConverted(clip) || clip.carriesMore || clip.audioTracks > 1 ||
		clip.container == Container::MpegTs);
}

Finding checkSize(const ClipInfo &clip)
{
	Values values = {{"size", sizeText(clip.size_bytes)}};
	if (clip.size_bytes <= 0)
		return block("size_empty", std::move(values));
	if (clip.size_bytes > Limits::kVideo_bytes) {
		values.emplace_back("limit", sizeText(Limits::kVideo_bytes));
		if (mayShrink(clip))
			return warning("size_may_shrink", std::move(values));
		return block("size_too_big", std::move(values), Remedy::Repair);
	}
	values.emplace_back("limit", sizeText(Limits::kSingleRequest_bytes));
	return pass(clip.size_bytes <= Limits::kSingleRequest_bytes ? "size_one_request" : "size_in_chunks",
		    std::move(values));
}

bool isLongestKnown(const std::optional<CreatorLimits> &creator)
{
	return creator && creator->maxDuration_s > 0;
}

Finding checkDuration(const ClipInfo &clip, const std::optional<CreatorLimits> &creator)
{
	if (clip.duration_ms <= 0)
		return block("duration_zero", {});

	const int64_t limit_ms = longestVideo_ms(creator);
	Values values = {{"duration", durationText(clip.duration_ms)}, {"limit", durationText(limit_ms)}};
	if (clip.duration_ms <= limit_ms && clip.isOnePicture)
		return warning("duration_one_picture", std::move(values));
	if (clip.duration_ms < kShort_ms)
		return warning("duration_short", std::move(values));
	if (clip.duration_ms <= limit_ms)
		return pass("duration_fits", std::move(values));
	// Tenths where both would read the same: "3:00, and this account may post 3:00".
	if (values[0].second == values[1].second)
		values[0].second = preciseDurationText(clip.duration_ms);
	return isLongestKnown(creator) ? block("duration_too_long", std::move(values), Remedy::Trim)
				       : warning("duration_maybe_too_long", std::move(values), Remedy::Trim);
}

Finding checkResolution(const ClipInfo &clip)
{
	const auto [shortest_px, longest_px] = std::minmax(clip.size.width_px, clip.size.height_px);
	Values values = {{"resolution", resolutionText(clip.size)}};
	if (shortest_px < Limits::kShortestSide_px) {
		values.emplace_back("limit", std::to_string(Limits::kShortestSide_px));
		return block("resolution_too_small", std::move(values), Remedy::Repair);
	}
	if (longest_px > Limits::kLongestSide_px) {
		values.emplace_back("limit", std::to_string(Limits::kLongestSide_px));
		return block("resolution_too_large", std::move(values), Remedy::Repair);
	}
	return clip.hasSquarePixels ? pass("resolution_fits", std::move(values))
				    : warning("resolution_not_square", std::move(values), Remedy::Repair);
}

std::string limitText(double perSecond)
{
	return frameRateText({static_cast<int>(perSecond), 1});
}

Finding checkFrameRate(const ClipInfo &clip)
{
	const double rate = clip.frameRate.perSecond();
	if (rate <= 0)
		return warning("frame_rate_unknown", {}, Remedy::Repair);

	Values values = {{"rate", frameRateText(clip.frameRate)}};
	if (rate < Limits::kSlowestFrameRate - Limits::kFrameRateTolerance) {
		values.emplace_back("limit", limitText(Limits::kSlowestFrameRate));
		return block("frame_rate_too_low", std::move(values), Remedy::Repair);
	}
	if (rate > Limits::kFastestFrameRate + Limits::kFrameRateTolerance) {
		values.emplace_back("limit", limitText(Limits::kFastestFrameRate));
		return rate > Limits::kFastestFrameRate + Limits::kFrameRateDoubt
			       ? block("frame_rate_too_high", std::move(values), Remedy::Repair)
			       : warning("frame_rate_doubtful", std::move(values), Remedy::Repair);
	}
	return clip.isRateVariable ? warning("frame_rate_varies", std::move(values), Remedy::Repair)
				   : pass("frame_rate_fits", std::move(values));
}

// In the one file that carries such a picture.
bool canSoundBeCopied(const ClipInfo &clip)
{
	return clip.audioTracks == 0 || !becomesWebM(clip) ||
	       std::ranges::find(kSoundOfWebM, clip.audioCodec) != kSoundOfWebM.end();
}

Finding checkCodec(const ClipInfo &clip)
{
	if (clip.videoCodec.empty())
		return block("codec_none", {});
	Values values = {{"codec", codecText(clip.videoCodec)},
			 {"sound", codecText(clip.audioCodec)},
			 {"depth", std::to_string(clip.bitDepth)},
			 {"chroma", clip.chroma == Chroma::Yuv422 ? "4:2:2" : "4:4:4"}};
	if (std::ranges::find(Limits::kVideoCodecs, clip.videoCodec) == Limits::kVideoCodecs.end())
		return block("codec_not_taken", std::move(values), Remedy::Repair);
	if (!canSoundBeCopied(clip))
		return block("codec_not_carried", std::move(values), Remedy::Repair);
	if (clip.isHdr)
		return warning("codec_hdr", std::move(values), Remedy::Repair);
	if (clip.bitDepth > kUsualDepth)
		return warning("codec_many_bits", std::move(values), Remedy::Repair);
	if (clip.chroma == Chroma::Yuv422 || clip.chroma == Chroma::Yuv444 || clip.chroma == Chroma::Rgb)
		return warning("codec_chroma", std::move(values), Remedy::Repair);
	return clip.isInterlaced ? warning("codec_interlaced", std::move(values), Remedy::Repair)
				 : pass("codec_fits", std::move(values));
}

Finding checkSound(const ClipInfo &clip)
{
	if (clip.audioTracks == 0)
		return warning("sound_none", {});
	Values values = {{"codec", codecText(clip.audioCodec)},
			 {"channels", std::to_string(clip.audioChannels)},
			 {"count", std::to_string(clip.audioTracks)},
			 {"track", std::to_string(clip.audioTrack)}};
	if (clip.audioTracks > 1)
		return warning("sound_several_tracks", std::move(values), Remedy::Edit);
	const bool isSurround = clip.audioChannels > kStereo;
	if (isSoundConverted(clip))
		return repaired(isSurround ? "sound_made_stereo" : "sound_converted", std::move(values));
	return isSurround ? warning("sound_surround", std::move(values), Remedy::Repair)
			  : pass("sound_fits", std::move(values));
}

} // namespace

int64_t longestVideo_ms(const std::optional<CreatorLimits> &creator)
{
	return int64_t{1000} * (isLongestKnown(creator) ? creator->maxDuration_s : Limits::kUsualDuration_s);
}

std::vector<Finding> check(const ClipInfo &clip, const std::optional<CreatorLimits> &creator)
{
	return {checkContainer(clip),  checkSize(clip),      checkDuration(clip, creator),
		checkResolution(clip), checkFrameRate(clip), checkCodec(clip),
		checkSound(clip)};
}

bool canBePosted(const std::vector<Finding> &findings)
{
	return std::ranges::none_of(findings,
				    [](const Finding &finding) { return finding.severity == Severity::Block; });
}

bool needsRemux(const ClipInfo &clip)
{
	return isRepackaged(clip) || isSoundConverted(clip);
}

bool becomesWebM(const ClipInfo &clip)
{
	return clip.videoCodec == "vp8";
}

bool isSoundConverted(const ClipInfo &clip)
{
	const bool isSentAsWebM = clip.container == Container::WebM && !isRepackaged(clip);
	const bool isOfWebM = std::ranges::find(kSoundOfWebM, clip.audioCodec) != kSoundOfWebM.end();
	if (clip.audioTracks == 0 || (isSentAsWebM && isOfWebM) || becomesWebM(clip))
		return false;
	return std::ranges::find(kSoundOfMp4, clip.audioCodec) == kSoundOfMp4.end();
}

} // namespace DirectPost::Media
