#include "Means.hpp"
#include "PictureFilters.hpp"
#include "Sound.hpp"

#include <media/Limits.hpp>

#include <base/FileError.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace DirectPost::Media {

namespace {

// That an MP4 carries, and TikTok takes.
constexpr std::array<std::string_view, 3> kCopied = {"h264", "hevc", "vp9"};
constexpr double kExpectedBitsPerPixel = 0.09;
constexpr int64_t kUsualSeams_us = 2'000'000; // of a recording with a key frame every two to four seconds

bool isPostedAsItIs(const MediaFacts &facts)
{
	const auto [shortest, longest] = std::minmax(facts.shown.width_px, facts.shown.height_px);
	const double rate = facts.frameRate.perSecond();
	const bool hasGoodColours =
		facts.depth_bits == 8 && facts.chroma == Chroma::Yuv420 && facts.range == DynamicRange::Standard;
	const bool hasGoodShape = facts.hasSquarePixels && !facts.isInterlaced &&
				  shortest >= Limits::kShortestSide_px && longest <= Limits::kLongestSide_px;
	const bool hasGoodRate = rate >= Limits::kSlowestFrameRate - Limits::kFrameRateTolerance &&
				 rate <= Limits::kFastestFrameRate + Limits::kFrameRateTolerance;
	return hasGoodColours && hasGoodShape && hasGoodRate &&
	       std::ranges::find(kCopied, facts.videoCodec) != kCopied.end();
}

int64_t plannedDuration_us(const MediaFacts &facts, const EditPlan &plan)
{
	const int64_t start_us = plan.start_ms.value_or(0) * 1000;
	int64_t end_us = std::min(facts.duration_us, plan.end_ms ? *plan.end_ms * 1000 : INT64_MAX);
	if (plan.target.most_ms)
		end_us = std::min(end_us, start_us + *plan.target.most_ms * 1000);
	return std::max<int64_t>(0, end_us - start_us);
}

int64_t bytesOf(int64_t rate_bps, int64_t duration_us)
{
	return av_rescale(rate_bps, duration_us, int64_t{8} * AV_TIME_BASE);
}

} // namespace

bool needsEncoding(const MediaFacts &facts, const EditPlan &plan, const EncoderSettings &settings)
{
	const bool isEvened = plan.isRepaired && varies(facts.nominalFrameRate, facts.frameRate);
	return plan.layout.isUpright() || settings.alwaysEncodes || isEvened || !isPostedAsItIs(facts);
}

int64_t expectedPicture_bytes(Size size, FrameRate rate, int64_t duration_us)
{
	const double bps = kExpectedBitsPerPixel * size.width_px * size.height_px * rate.perSecond();
	return bytesOf(std::llround(bps), duration_us);
}

Expected<void> checkLayouts(const MediaFacts &facts, const EditPlan &plan)
{
	const auto isOther = [&](const LayoutChange &change) {
		return change.layout.isUpright() != plan.layout.isUpright();
	};
	if (std::ranges::any_of(plan.layoutChanges, isOther) ||
	    !std::ranges::is_sorted(plan.layoutChanges, {}, &LayoutChange::from_ms))
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "edit_layout", facts.file, "mixed layouts"));
	return {};
}

Estimate whatItTakes(const MediaFacts &facts, const EditPlan &plan, const EncoderSettings &settings,
		     double pixelsPerSecond)
{
	const int64_t duration_us = plannedDuration_us(facts, plan);
	const int64_t sound_bytes = heardTracks(facts, plan.sound).empty() ? 0 : bytesOf(kMixedSound_bps, duration_us);
	const int64_t copied_bytes =
		facts.duration_us > 0 ? av_rescale(facts.size_bytes, duration_us, facts.duration_us) : 0;
	Estimate estimate;
	estimate.duration_ms = duration_us / 1000;
	const bool isTooLarge = plan.target.most_bytes && copied_bytes > *plan.target.most_bytes;
	int64_t encoded_us = 0;
	if (needsEncoding(facts, plan, settings) || isTooLarge) {
		estimate.means = Means::Encode;
		estimate.size = plannedSize(facts, plan);
		estimate.size_bytes =
			expectedPicture_bytes(estimate.size, plannedRate(facts), duration_us) + sound_bytes;
		encoded_us = duration_us;
	} else {
		estimate.size = facts.shown;
		estimate.size_bytes = copied_bytes;
		const bool isCut = plan.start_ms.value_or(0) > 0 || duration_us < facts.duration_us;
		if (isCut && facts.videoCodec == "h264") {
			estimate.means = Means::SmartCut;
			encoded_us = std::min(duration_us, kUsualSeams_us);
		} else {
			estimate.means = isCut ? Means::Encode : Means::Copy;
			encoded_us = isCut ? duration_us : 0;
		}
		if (estimate.means == Means::Copy && !isSoundCopied(facts, plan.sound))
			estimate.means = Means::SoundAlone;
	}
	if (plan.target.most_bytes)
		estimate.size_bytes = std::min(estimate.size_bytes, *plan.target.most_bytes);
	estimate.encoded_ms = encoded_us / 1000;
	const double pixels = static_cast<double>(estimate.size.width_px) * estimate.size.height_px *
			      plannedRate(facts).perSecond() * static_cast<double>(encoded_us) / AV_TIME_BASE;
	const int runs = estimate.means == Means::Encode && plan.target.most_bytes ? 2 : 1;
	estimate.work_s = pixelsPerSecond > 0 ? runs * pixels / pixelsPerSecond : 0;
	return estimate;
}

} // namespace DirectPost::Media
