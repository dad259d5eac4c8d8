#pragma once

#include "ClipInfo.hpp"
#include "EditPlan.hpp"
#include "MediaFacts.hpp"
#include "Remux.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace DirectPost::Media {

// How a plan is carried out, from the cheapest to the dearest.
enum class Means {
	Copy = 1,   // nothing is encoded
	SoundAlone, // the picture is copied
	SmartCut,   // only the pictures at the edges are encoded, the rest is copied
	Encode,     // every picture is encoded
};

// This machine's choices; they change how a clip is made and not what it is.
struct EncoderSettings {
	std::string encoder;        // FFmpeg's name, say "h264_nvenc"; empty: the first of videoEncoders() that opens
	bool alwaysEncodes = false; // never copies pictures of a plan that is not plain
	bool sparesChips = false;   // where none is named: x264 first, for a live stream needs the graphics chips'

	bool operator==(const EncoderSettings &) const = default;
};

// What a plan takes, before it is begun. Sizes and times are estimates.
struct Estimate {
	Means means = Means::Copy;
	int64_t duration_ms = 0;
	Size size;
	int64_t size_bytes = 0;
	int64_t encoded_ms = 0; // how much of the picture is encoded anew
	double work_s = 0;      // without the reading, which disks decide
};

inline constexpr double kUsualPixelsPerSecond = 60e6; // that x264 encodes on a usual machine

// Pure. `pixelsPerSecond`: how fast this machine encodes, as measured last; see Edited.
Estimate whatItTakes(const MediaFacts &facts, const EditPlan &plan, const EncoderSettings &settings = {},
		     double pixelsPerSecond = kUsualPixelsPerSecond);

struct Edited {
	Means means = Means::Copy;
	std::string encoder;        // that was used; empty: none
	double pixelsPerSecond = 0; // how fast it was; 0: not measured
	std::string copyFailure;    // why it could not be copied although it seemed so; for the log
};

// FFmpeg's H.264 encoders in the order in which they are tried: the graphics chips', x264 last, if nothing else is set.
std::vector<std::string> videoEncoders(const EncoderSettings &settings = {});

// Carries a plan out into an MP4 with moov first. The cheapest means that gives exactly what was planned is tried
// first, verified by decoding, and replaced by the next dearer one where it does not verify. Writes to `target` +
// ".partial" and renames; a run that failed or was stopped leaves nothing. The source is only read. Blocks: on the
// heavy lane. Errors: those of remuxToMp4, and edit_empty (the plan leaves no picture), edit_layout (an empty window,
// upright and other layouts in one plan), video_unreadable (cannot be decoded), encoder_missing, filter_missing,
// encode_failed.
Expected<Edited> makeEdit(const std::filesystem::path &source, const EditPlan &plan, const EncoderSettings &settings,
			  const std::filesystem::path &target, const Progress &progress, const std::stop_token &stop);

} // namespace DirectPost::Media
