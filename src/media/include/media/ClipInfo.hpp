#pragma once

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace DirectPost::Media {

// What a file is, by its content; its name is never believed.
enum class Container { Unknown = 1, Mp4, QuickTime, WebM, Matroska, Flv, MpegTs, MpegPs, Avi, WindowsMedia, ThreeGp };

// How the boxes of an MP4 or QuickTime file lie, and whether it or a WebM file was finished.
enum class Layout {
	NotApplicable = 1,
	FastStart,  // moov before the first mdat: what we send
	MoovLast,   // plays, but starts late; OBS's remux and hybrid files
	Fragmented, // moof boxes
	Unfinished, // WebM without a duration, or cut short; MP4 that was cut behind its index
};

// Pictures that an edit list hides, where somebody trimmed an MP4 and nothing was encoded anew.
enum class HiddenPictures {
	None = 1,
	Spare,  // at least some of them are needed for nothing that is shown: a copy leaves these out
	Needed, // all of them, to decode the first ones that are shown
};

// How much of the colours is stored; players at home and on phones know 4:2:0.
enum class Chroma { Yuv420 = 1, Yuv422, Yuv444, Rgb, Grey };

struct FrameRate {
	int numerator = 0;
	int denominator = 1;
	double perSecond() const { return denominator > 0 ? static_cast<double>(numerator) / denominator : 0.0; }
};

// Whether the nominal rate (the fastest that all times fit) is more than what containers' rounding makes of a constant
// average.
bool varies(const FrameRate &nominal, const FrameRate &average);

struct Size {
	int width_px = 0; // as shown, after rotation
	int height_px = 0;
};

struct ClipInfo {
	std::filesystem::path file;
	Container container = Container::Unknown;
	Layout layout = Layout::NotApplicable;
	int64_t size_bytes = 0;
	bool isJoined = false;   // of recordings, so that times begin anew within it
	int64_t duration_ms = 0; // of what is there
	int64_t missing_ms = 0;  // where it was cut short: by so much it should be longer
	Size size;
	bool hasSquarePixels = true;
	FrameRate frameRate;         // average over the file
	bool isRateVariable = false; // pictures are missing here and there, or come when they like
	std::string videoCodec;      // FFmpeg's name: "h264"; empty when there is no picture
	int bitDepth = 8;            // of each colour
	Chroma chroma = Chroma::Yuv420;
	bool isHdr = false;
	bool isInterlaced = false;
	bool isOnePicture = false;
	HiddenPictures hidden = HiddenPictures::None;
	bool beginsLate = false; // its first picture comes more than half a picture after the beginning
	std::string audioCodec;  // of the track that is posted; empty when there is no sound
	int audioTracks = 0;     // 0 also where a recorder made tracks and filled none
	int audioTrack = 1;      // the one that is posted, counted from 1: the first with sound in it
	int audioChannels = 2;   // of that one
	// Has other tracks, cover pictures, chapters or descriptions (title, author, place …), none of which is posted.
	bool carriesMore = false;

	// The Content-Type of the upload: "video/mp4", "video/quicktime", "video/webm"; nothing where TikTok takes no
	// such file.
	std::optional<std::string> contentType() const;
};

// Reads headers and index, not the pictures. Blocks: on a lane.
// Errors: file_missing, file_unreadable, file_empty, not_a_video, no_picture, clip_truncated, cancelled.
Expected<ClipInfo> probe(const std::filesystem::path &file, const std::stop_token &stop = {});

} // namespace DirectPost::Media
