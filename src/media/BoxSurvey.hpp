#pragma once

#include <media/ClipInfo.hpp>

#include <cstdint>
#include <istream>
#include <map>
#include <optional>
#include <string>

namespace DirectPost::Media {

// What the top-level boxes of an MP4 or QuickTime file say (ISO/IEC 14496-12, 4.2): each is a 32-bit size and a type;
// size 1 means a 64-bit size follows, size 0 means "to the end of the file".
struct BoxSurvey {
	int movieHeaders = 0; // moov
	int fragments = 0;    // moof
	int media = 0;        // mdat
	bool mediaBeforeMovie = false;
	bool isCutShort = false;       // a box says it is longer than the file
	bool isMediaCutShort = false;  // and that is the mdat behind an index
	bool hasOpenEnd = false;       // the last box has no size, or what follows the last box is none
	bool hasFragmentIndex = false; // mfra: written when a fragmented file is closed

	// An index and something it can point to.
	bool isPlayable() const { return movieHeaders > 0 && media > 0; }
	// Plays up to where it was cut, though it is not what it was.
	bool isOfSomeUse() const { return isCutShort ? fragments > 0 || isMediaCutShort : isPlayable(); }
	Layout layout() const;
};

// Reads 16 bytes per box and skips the rest, so that a huge file takes no longer than a small one.
// Nothing when the file does not begin like an MP4 or QuickTime file.
std::optional<BoxSurvey> surveyBoxes(std::istream &file, int64_t size_bytes);

// Whether an MP4 or QuickTime file has more in it than a film needs and FFmpeg's muxer writes: boxes of other kinds, a
// description, anything in its free space or behind its end. Programs keep authors, paths and places there, which
// FFmpeg does not tell of. Reads the headers of all boxes, and the free space, of which more than 16 MiB counts as
// used.
bool hasForeignBoxes(std::istream &file, int64_t size_bytes);

// What OBS and others call the tracks of an MP4 or QuickTime file ("name" in a track's user data), by the track's
// number, which is AVStream::id. FFmpeg 7 does not tell of it. Reads the headers of the boxes up to the index, and of
// that one.
std::map<int, std::string> trackNames(std::istream &file, int64_t size_bytes);

} // namespace DirectPost::Media
