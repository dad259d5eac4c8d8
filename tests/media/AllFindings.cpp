#include "AllFindings.hpp"

namespace DirectPost::Media {

std::vector<Finding> allFindings()
{
	std::vector<Finding> all;
	const auto add = [&](const ClipInfo &clip, std::optional<CreatorLimits> creator) {
		for (auto &finding : check(clip, creator))
			all.push_back(std::move(finding));
	};
	ClipInfo clip;
	add(clip, {});
	clip = {.file = "clip",
		.container = Container::Mp4,
		.layout = Layout::FastStart,
		.size_bytes = 1,
		.duration_ms = 1000,
		.size = {400, 400},
		.frameRate = {30, 1},
		.videoCodec = "h264",
		.audioCodec = "aac",
		.audioTracks = 1};
	add(clip, {});
	clip = {.file = "clip",
		.container = Container::Mp4,
		.layout = Layout::MoovLast,
		.size_bytes = 70'000'000,
		.duration_ms = 200'000,
		.size = {9000, 9000},
		.frameRate = {20, 1},
		.videoCodec = "av1",
		.audioCodec = "flac",
		.audioTracks = 1};
	add(clip, {});
	clip = {.file = "clip",
		.container = Container::Mp4,
		.layout = Layout::Fragmented,
		.size_bytes = 5'000'000'000,
		.duration_ms = 200'000,
		.size = {400, 400},
		.frameRate = {601, 10},
		.videoCodec = "h264",
		.audioCodec = "aac",
		.audioTracks = 3};
	add(clip, CreatorLimits{180});
	clip.layout = Layout::FastStart;
	clip.carriesMore = true;
	clip.frameRate = {144, 1};
	add(clip, {});
	clip.carriesMore = false;
	for (const auto hidden : {HiddenPictures::Spare, HiddenPictures::Needed}) {
		clip.hidden = hidden;
		add(clip, {});
	}
	clip.hidden = HiddenPictures::None; // or nothing else would be said of the container
	clip.beginsLate = true;
	add(clip, {});
	clip.layout = Layout::Unfinished;
	add(clip, {});

	clip.missing_ms = 500;
	clip.size_bytes = 9'000'000'000;
	clip.isHdr = true;
	clip.isOnePicture = true;
	clip.duration_ms = 1000;
	clip.audioTracks = 1;
	clip.audioChannels = 6;
	add(clip, {});
	clip.isHdr = false;
	clip.bitDepth = 10;
	clip.audioCodec = "ac3";
	add(clip, {});
	clip.bitDepth = 8;
	clip.chroma = Chroma::Yuv444;
	add(clip, {});
	clip.chroma = Chroma::Yuv420;
	clip.isInterlaced = true;
	add(clip, {});
	clip.videoCodec = "vp8";
	clip.audioCodec = "aac";
	add(clip, {});

	ClipInfo unusual = {.file = {}, .container = Container::Mp4, .layout = Layout::FastStart, .duration_ms = 500};
	unusual.size = {1280, 720};
	unusual.frameRate = {30, 1};
	unusual.hasSquarePixels = false;
	unusual.isRateVariable = true;
	add(unusual, {});
	return all;
}

} // namespace DirectPost::Media
