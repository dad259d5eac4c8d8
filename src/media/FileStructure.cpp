#include "FileStructure.hpp"

#include <array>
#include <fstream>

namespace DirectPost::Media {

namespace {

// Every tag of an FLV is followed by its length, the eleven bytes of its head included; so is the last one.
bool isFlvCutShort(std::istream &file, int64_t size_bytes)
{
	constexpr int64_t kLength_bytes = 4;
	constexpr int kTagHead_bytes = 11;
	std::array<char, kLength_bytes> bytes = {};
	const auto numberAt = [&](int64_t position, int count) -> int64_t {
		file.clear();
		file.seekg(position);
		if (position < 0 || !file.read(bytes.data(), count))
			return -1;
		int64_t number = 0;
		for (int i = 0; i < count; i++)
			number = number << 8 | static_cast<unsigned char>(bytes[static_cast<size_t>(i)]);
		return number;
	};
	constexpr int64_t kFlv = 'F' << 16 | 'L' << 8 | 'V';
	if (numberAt(0, 3) != kFlv)
		return false;
	const int64_t length_bytes = numberAt(size_bytes - kLength_bytes, kLength_bytes);
	return length_bytes < kTagHead_bytes ||
	       numberAt(size_bytes - kLength_bytes - length_bytes + 1, 3) != length_bytes - kTagHead_bytes;
}

} // namespace

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
	structure.hasForeignBoxes = structure.boxes && hasForeignBoxes(content, size_bytes);
	if (!structure.boxes)
		structure.matroska = surveyMatroska(content, size_bytes);
	if (!structure.boxes && !structure.matroska)
		structure.isFlvCutShort = isFlvCutShort(content, size_bytes);
	if (structure.isUnfinishedMatroska())
		structure.reach_ms = reachOfMatroska_ms(content, size_bytes);
	return structure;
}

} // namespace DirectPost::Media
