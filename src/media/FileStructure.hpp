#pragma once

#include "BoxSurvey.hpp"
#include "Matroska.hpp"

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace DirectPost::Media {

// What a file's own structure says, before FFmpeg is asked.
struct FileStructure {
	std::optional<BoxSurvey> boxes;
	std::optional<MatroskaSurvey> matroska;
	int64_t reach_ms = 0; // of a Matroska file that was not finished
	// Of an FLV that ends in the middle of a tag, an AVI or an ASF that is shorter than it says.
	bool isTailMissing = false;
	int64_t wholeAsf_ms = 0; // how long an ASF was that is cut; FFmpeg does not believe it then
	bool hasForeignBoxes = false;
	bool isJoined = false; // see isJoined()

	bool isCutShort() const
	{
		return isTailMissing || (boxes && boxes->isCutShort) || (matroska && matroska->isCutShort);
	}
	bool isUnfinishedMatroska() const { return matroska && (!matroska->hasDuration || matroska->isCutShort); }
};

// Reads what surveyBoxes, surveyMatroska and reachOfMatroska_ms read. Empty where the file cannot be opened. Errors:
// file_unreadable.
Expected<FileStructure> structureOf(const std::filesystem::path &file);

} // namespace DirectPost::Media
