#pragma once

#include "ClipInfo.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace DirectPost::Media {

// A part of the source's picture, in its pixels as shown: upright, and square even where the file's are not. It is
// moved and shrunk to lie inside the picture before it is used.
struct Window {
	int x_px = 0;
	int y_px = 0;
	int width_px = 0;
	int height_px = 0;

	bool operator==(const Window &) const = default;
};

enum class LayoutKind {
	AsRecorded = 1,
	VerticalCrop,    // `window` fills the upright picture; what is too wide or too high of it is cut off
	VerticalBlurred, // the whole picture, over a blurred copy of itself
	CameraOverGame,  // `camera` above, `window` (the game) below
};

// What TikTok shows on a phone; smaller where the source has fewer pixels.
inline constexpr Size kUprightSize = {1080, 1920};
inline constexpr int kLeastCameraShare_percent = 10;
inline constexpr int kMostCameraShare_percent = 90;

struct PictureLayout {
	LayoutKind kind = LayoutKind::AsRecorded;
	Window window = {};
	Window camera = {};
	int cameraShare_percent = 40; // of the upright picture's height

	bool isUpright() const { return kind != LayoutKind::AsRecorded; }

	bool operator==(const PictureLayout &) const = default;
};

// From this moment of the source on, say because another scene was on air.
struct LayoutChange {
	int64_t from_ms = 0;
	PictureLayout layout = {};

	bool operator==(const LayoutChange &) const = default;
};

struct TrackLevel {
	int track = 1;       // counted from 1 over all sound tracks of the file, as OBS does
	double level_dB = 0; // -60 to 20; 0: as it was recorded

	bool operator==(const TrackLevel &) const = default;
};

struct SoundMix {
	// Nothing: the track that is posted of a whole clip, see ClipInfo::audioTrack. Else exactly these, mixed; none
	// of them: a silent clip.
	std::optional<std::vector<TrackLevel>> tracks = {};
	bool isLoudnessNormalised = false; // to -14 LUFS

	bool operator==(const SoundMix &) const = default;
};

// What the result must stay within.
struct EditTarget {
	std::optional<int64_t> most_ms = {};    // what is longer ends there
	std::optional<int64_t> most_bytes = {}; // what would be larger is encoded to 97 to 100 % of it

	bool operator==(const EditTarget &) const = default;
};

// What is made of a source: a value. The plain plan is the whole clip as it was recorded. Every other plan gives an MP4
// that TikTok takes, whatever the source's codec, rate, size, depth or colours are.
//
// Times are in the source's own timeline, which begins at 0. They mean the picture that is nearest to them, so
// milliseconds are exact to the frame.
struct EditPlan {
	// The part that is kept; nothing: from the source's beginning, to its end.
	std::optional<int64_t> start_ms = {}; // of the first picture that is kept
	std::optional<int64_t> end_ms = {};   // of the first picture that is not
	PictureLayout layout = {};            // from the beginning
	// Later ones, in rising order. All of a plan's layouts are upright, or none is.
	std::vector<LayoutChange> layoutChanges = {};
	SoundMix sound = {};
	EditTarget target = {};
	bool isRepaired = false; // what TikTok would refuse of the whole clip is mended

	bool isPlain() const { return *this == EditPlan(); }
	// A short ASCII text, the same for the same plan in every run; empty for the plain plan.
	std::string key() const;

	const PictureLayout &layoutAt(int64_t source_ms) const;
	// A moment of the source in the finished clip, and back. What is cut away counts as the nearest moment that is
	// not.
	int64_t inClip_ms(int64_t source_ms) const;
	int64_t inSource_ms(int64_t clip_ms) const;

	bool operator==(const EditPlan &) const = default;
};

} // namespace DirectPost::Media
