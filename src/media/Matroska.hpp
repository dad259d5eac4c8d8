#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>

namespace DirectPost::Media {

// What the head of a Matroska or WebM file says (RFC 9559). A muxer writes the Duration, and usually the segment's
// size, when it closes the file.
struct MatroskaSurvey {
	std::string docType; // "matroska" or "webm"
	bool hasDuration = false;
	bool hasSize = false;        // of the segment
	int64_t end_bytes = 0;       // of the segment; 0: it does not say
	int64_t tick_ns = 1'000'000; // what timestamps count
	bool isCutShort = false;     // the segment says it is longer than the file
};

// Reads the first 64 KiB at most. Nothing when the file is no EBML file.
std::optional<MatroskaSurvey> surveyMatroska(std::istream &file, int64_t size_bytes);

// How far the media of a file without a Duration reaches, e.g. what is left after a crash: the time of the last block.
// Reads the last 16 MiB at most; 0 when no block is found there.
int64_t reachOfMatroska_ms(std::istream &file, int64_t size_bytes);

} // namespace DirectPost::Media
