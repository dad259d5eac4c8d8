#pragma once

#include "Matroska.hpp"

#include <cstdint>
#include <istream>
#include <optional>
#include <vector>

namespace DirectPost::Media {

// Whether recordings were put behind each other, so that times begin anew within the file, as far as a look here and
// there tells: Matroska and FLV say where the first one ends; in a TS, parts are missed that are shorter than a
// sixty-fourth of it. Reads up to 16 MiB.
bool isJoined(std::istream &file, int64_t size_bytes, const std::optional<MatroskaSurvey> &matroska);

struct FilePart {
	int64_t begin_bytes = 0;
	int64_t end_bytes = 0;
};

// The recordings of an FLV that is joined of several, without the headers of all but the first: FFmpeg takes such a
// header for a tag and skips millions of bytes. Empty where there are none.
std::vector<FilePart> partsOfFlv(std::istream &file, int64_t size_bytes);

} // namespace DirectPost::Media
