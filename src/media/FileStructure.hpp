#pragma once

#include "Boxes.hpp"
#include "Matroska.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace DirectPost::Media {

// What a file's own structure says, before FFmpeg is asked.
struct FileStructure {
	std::optional<BoxSurvey> boxes;
	std::optional<MatroskaSurvey> matroska;
	int64_t reach_ms = 0;       // of a Matroska file that was not finished
	bool isFlvCutShort = false; // in the middle of a tag
	bool hasForeignBoxes = false;

	bool isCutShort() const
	{
		return isFlvCutShort || (boxes && boxes->isCutShort) || (matroska && matroska->isCutShort);
	}
	bool isUnfinishedMatroska() const { return matroska && (!matroska->hasDuration || matroska->isCutShort); }
};

// Reads what surveyBoxes, surveyMatroska and reachOfMatroska_ms read. Empty where the file cannot be read.
FileStructure structureOf(const std::filesystem::path &file);

} // namespace DirectPost::Media
