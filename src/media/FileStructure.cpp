#include "FileStructure.hpp"

#include <fstream>

namespace DirectPost::Media {

FileStructure structureOf(const std::filesystem::path &file)
{
	std::error_code failure;
	if (!std::filesystem::is_regular_file(file, failure))
		return {}; // opening a pipe would wait for its other end
	const auto size_bytes = static_cast<int64_t>(std::filesystem::file_size(file, failure));
	std::ifstream content(file, std::ios::binary);
	if (failure || size_bytes == 0 || !content)
		return {};
	FileStructure structure;
	structure.boxes = surveyBoxes(content, size_bytes);
	if (!structure.boxes)
		structure.matroska = surveyMatroska(content, size_bytes);
	if (structure.isUnfinishedMatroska())
		structure.reach_ms = reachOfMatroska_ms(content, size_bytes);
	return structure;
}

} // namespace DirectPost::Media
