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
	bool isCutShort = false; // the segment says it is longer than the file
};

// Reads the first 64 KiB at most. Nothing when the file is no EBML file.
std::optional<MatroskaSurvey> surveyMatroska(std::istream &file, int64_t size_bytes);

} // namespace DirectPost::Media
