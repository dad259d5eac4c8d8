#include "PictureFilters.hpp"

#include <media/Limits.hpp>

#include <algorithm>
#include <cmath>
#include <format>
#include <vector>

namespace DirectPost::Media {

namespace {

constexpr int kBlurShrink = 4; // a blurred picture needs no more pixels
constexpr int kBlurSigma_permille = 20;
constexpr int kBlurSteps = 2;
constexpr int kHundred = 100;

int even(double length)
{
	return std::max(2, static_cast<int>(length / 2) * 2);
}

int nearestEven(double length)
{
	return std::max(2, static_cast<int>(std::lround(length / 2)) * 2);
}

int uprightHeight(int width)
{
	return nearestEven(static_cast<double>(width) * kUprightSize.height_px / kUprightSize.width_px);
}

// How large the upright picture can be without making anything of the source larger.
Size uprightSize(const MediaFacts &facts, const PictureLayout &layout)
{
	const Window window = inside(layout.window, facts.shown);
	int width = facts.shown.width_px;
	if (layout.kind == LayoutKind::VerticalCrop) {
		const Window taken = covering(window, kUprightSize);
		return {even(taken.width_px), even(taken.height_px)};
	}
	if (layout.kind == LayoutKind::CameraOverGame) {
		const int gameHeight = kUprightSize.height_px * (kHundred - layout.cameraShare_percent) / kHundred;
		width = covering(window, {kUprightSize.width_px, gameHeight}).width_px;
	}
	return {even(width), uprightHeight(even(width))};
}

Size uprightSize(const MediaFacts &facts, const EditPlan &plan)
{
	Size size = uprightSize(facts, plan.layout);
	for (const LayoutChange &change : plan.layoutChanges) {
		const Size other = uprightSize(facts, change.layout);
		size = other.width_px > size.width_px ? other : size;
	}
	const int width = std::clamp(size.width_px, Limits::kShortestSide_px, kUprightSize.width_px);
	return width == size.width_px ? size : Size{width, uprightHeight(width)};
}

// The same shape within TikTok's limits.
Size recordedSize(const MediaFacts &facts)
{
	const auto [shortest, longest] = std::minmax(facts.shown.width_px, facts.shown.height_px);
	double scale = 1;
	if (longest > Limits::kLongestSide_px)
		scale = static_cast<double>(Limits::kLongestSide_px) / longest;
	else if (shortest > 0 && shortest < Limits::kShortestSide_px)
		scale = static_cast<double>(Limits::kShortestSide_px) / shortest;
	if (scale == 1)
		return {even(facts.shown.width_px), even(facts.shown.height_px)};
	return {nearestEven(facts.shown.width_px * scale), nearestEven(facts.shown.height_px * scale)};
}

std::string cropping(const Window &window)
{
	return std::format("crop={}:{}:{}:{}", window.width_px, window.height_px, window.x_px, window.y_px);
}

std::string scaling(Size size, const char *how = "bicubic")
{
	return std::format("scale={}:{}:flags={}", size.width_px, size.height_px, how);
}

std::string taking(const MediaFacts &facts, const Window &window, Size size)
{
	const Window taken = covering(inside(window, facts.shown), size);
	return cropping(taken) + "," + scaling(size);
}

std::string blurred(const MediaFacts &facts, Size size)
{
	const Size small = {even(static_cast<double>(size.width_px) / kBlurShrink),
			    even(static_cast<double>(size.height_px) / kBlurShrink)};
	const double sigma = static_cast<double>(size.height_px) / kBlurShrink * kBlurSigma_permille / 1000;
	const Size whole = {size.width_px,
			    std::min(size.height_px, even(static_cast<double>(size.width_px) * facts.shown.height_px /
							  facts.shown.width_px))};
	// A picture that is higher than 9:16 has its surround at its sides.
	const Size fitted =
		whole.height_px < size.height_px
			? whole
			: Size{even(static_cast<double>(size.height_px) * facts.shown.width_px / facts.shown.height_px),
			       size.height_px};
	return std::format("split[whole][under];[under]{},{},gblur=sigma={:.2f}:steps={},{}[back];"
			   "[whole]{}[front];[back][front]overlay=(W-w)/2:(H-h)/2",
			   cropping(covering({0, 0, facts.shown.width_px, facts.shown.height_px}, size)),
			   scaling(small, "area"), sigma, kBlurSteps, scaling(size, "bilinear"), scaling(fitted));
}

std::string cameraOverGame(const MediaFacts &facts, const PictureLayout &layout, Size size)
{
	const int share = std::clamp(layout.cameraShare_percent, kLeastCameraShare_percent, kMostCameraShare_percent);
	const int cameraHeight = nearestEven(static_cast<double>(size.height_px) * share / kHundred);
	return std::format("split[one][other];[one]{}[camera];[other]{}[game];[camera][game]vstack",
			   taking(facts, layout.camera, {size.width_px, cameraHeight}),
			   taking(facts, layout.window, {size.width_px, size.height_px - cameraHeight}));
}

} // namespace

Window inside(Window window, Size picture)
{
	if (window.width_px <= 0 || window.height_px <= 0)
		return {0, 0, picture.width_px, picture.height_px};
	window.width_px = std::min(window.width_px, picture.width_px);
	window.height_px = std::min(window.height_px, picture.height_px);
	window.x_px = std::clamp(window.x_px, 0, picture.width_px - window.width_px);
	window.y_px = std::clamp(window.y_px, 0, picture.height_px - window.height_px);
	return window;
}

Window covering(Window window, Size size)
{
	const double ratio = static_cast<double>(size.width_px) / size.height_px;
	const int width = std::min(window.width_px, nearestEven(window.height_px * ratio));
	const int height = std::min(window.height_px, nearestEven(window.width_px / ratio));
	// Colours lie on every second pixel.
	return {.x_px = (window.x_px + (window.width_px - width) / 2) / 2 * 2,
		.y_px = (window.y_px + (window.height_px - height) / 2) / 2 * 2,
		.width_px = width,
		.height_px = height};
}

Size plannedSize(const MediaFacts &facts, const EditPlan &plan)
{
	return plan.layout.isUpright() ? uprightSize(facts, plan) : recordedSize(facts);
}

FrameRate plannedRate(const MediaFacts &facts)
{
	FrameRate rate = facts.frameRate;
	// Where the rate varies, the average has no time at which the pictures really are.
	if (varies(facts.nominalFrameRate, rate))
		rate = facts.nominalFrameRate;
	const double perSecond = rate.perSecond();
	if (perSecond <= 0)
		return {30, 1};
	if (perSecond > Limits::kFastestFrameRate)
		return {60, 1};
	int times = 1;
	while (perSecond * times < Limits::kSlowestFrameRate)
		times++;
	rate.numerator *= times;
	return rate;
}

std::string normalising(const MediaFacts &facts)
{
	std::vector<std::string> filters;
	if (facts.isInterlaced)
		filters.emplace_back("bwdif=mode=send_frame:deint=all");
	if (facts.range != DynamicRange::Standard)
		filters.emplace_back("zscale=transfer=linear:npl=203,format=gbrpf32le,zscale=primaries=bt709,"
				     "tonemap=hable:desat=0,zscale=transfer=bt709:matrix=bt709:range=limited");
	filters.emplace_back("scale=out_color_matrix=bt709:out_range=limited,format=yuv420p");
	if (facts.isFlipped)
		filters.emplace_back("vflip");
	if (facts.rotation_deg == 90)
		filters.emplace_back("transpose=clock");
	else if (facts.rotation_deg == 180)
		filters.emplace_back("hflip,vflip");
	else if (facts.rotation_deg == 270)
		filters.emplace_back("transpose=cclock");
	if (!facts.hasSquarePixels)
		filters.push_back(scaling(facts.shown));
	filters.emplace_back("setsar=1");
	std::string text;
	for (const std::string &filter : filters)
		text += (text.empty() ? "" : ",") + filter;
	return text;
}

std::string layingOut(const MediaFacts &facts, const PictureLayout &layout, Size size)
{
	switch (layout.kind) {
	case LayoutKind::VerticalCrop:
		return taking(facts, layout.window, size);
	case LayoutKind::VerticalBlurred:
		return blurred(facts, size);
	case LayoutKind::CameraOverGame:
		return cameraOverGame(facts, layout, size);
	case LayoutKind::AsRecorded:
		break;
	}
	return scaling(size);
}

} // namespace DirectPost::Media
