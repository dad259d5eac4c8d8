#include "FileStructure.hpp"
#include "DiskStream.hpp"
#include "JoinedParts.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace DirectPost::Media {

namespace {

using namespace std::string_view_literals;

// FLV counts with the largest digit first, AVI and ASF with the smallest.
enum class Order { LargestFirst, SmallestFirst };

class Numbers {
public:
	explicit Numbers(std::istream &file) : file_(file) {}

	std::string bytes(int64_t position, size_t count)
	{
		std::string read(count, '\0');
		file_.clear();
		file_.seekg(position);
		if (position < 0 || !file_.read(read.data(), static_cast<std::streamsize>(count)))
			return {};
		return read;
	}
	// -1 where there is none.
	int64_t at(int64_t position, size_t count, Order order)
	{
		std::string read = bytes(position, count);
		if (order == Order::SmallestFirst)
			std::ranges::reverse(read);
		uint64_t number = 0;
		for (const char byte : read)
			number = number << 8 | static_cast<unsigned char>(byte);
		return read.empty() ? -1 : static_cast<int64_t>(std::min<uint64_t>(number, INT64_MAX));
	}

private:
	std::istream &file_;
};

// Every tag of an FLV is followed by its length, the eleven bytes of its head included; so is the last one.
bool isFlvCutShort(Numbers numbers, int64_t size_bytes)
{
	constexpr int64_t kLength_bytes = 4;
	constexpr int64_t kTagHead_bytes = 11;
	if (numbers.bytes(0, 3) != "FLV")
		return false;
	const int64_t length_bytes = numbers.at(size_bytes - kLength_bytes, kLength_bytes, Order::LargestFirst);
	const int64_t tag = size_bytes - kLength_bytes - length_bytes;
	return length_bytes < kTagHead_bytes ||
	       numbers.at(tag + 1, 3, Order::LargestFirst) != length_bytes - kTagHead_bytes;
}

// An AVI is one RIFF chunk, or several of a gigabyte each; a chunk says how long it is.
bool isAviCutShort(Numbers numbers, int64_t size_bytes)
{
	constexpr int64_t kHead_bytes = 8;
	int64_t position = 0;
	while (position < size_bytes && numbers.bytes(position, 4) == "RIFF") {
		const int64_t length_bytes = numbers.at(position + 4, 4, Order::SmallestFirst);
		if (length_bytes < 0)
			return true;
		position += kHead_bytes + length_bytes;
	}
	return position > size_bytes;
}

// ASF's File Properties (Advanced Systems Format, 3.2) say how long the file and the film are, unless it is broadcast.
std::optional<int64_t> durationOfCutAsf_ms(Numbers numbers, int64_t size_bytes)
{
	constexpr auto kHeader = "\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C"sv;
	constexpr auto kProperties = "\xA1\xDC\xAB\x8C\x47\xA9\xCF\x11\x8E\xE4\x00\xC0\x0C\x20\x53\x65"sv;
	constexpr int64_t kLongestHead_bytes = 64 * 1024;
	constexpr int64_t kTicksOfMillisecond = 10'000;
	const std::string head = numbers.bytes(0, static_cast<size_t>(std::min(kLongestHead_bytes, size_bytes)));
	const size_t found = head.starts_with(kHeader) ? head.find(kProperties) : std::string::npos;
	if (found == std::string::npos)
		return std::nullopt;
	const auto properties = static_cast<int64_t>(found);
	const bool isBroadcast = numbers.at(properties + 88, 4, Order::SmallestFirst) & 1;
	if (isBroadcast || numbers.at(properties + 40, 8, Order::SmallestFirst) <= size_bytes)
		return std::nullopt;
	return numbers.at(properties + 64, 8, Order::SmallestFirst) / kTicksOfMillisecond -
	       numbers.at(properties + 80, 8, Order::SmallestFirst); // the time before it begins
}

FileStructure surveyed(std::istream &content, int64_t size_bytes)
{
	FileStructure structure;
	structure.boxes = surveyBoxes(content, size_bytes);
	structure.hasForeignBoxes = structure.boxes && hasForeignBoxes(content, size_bytes);
	if (!structure.boxes)
		structure.matroska = surveyMatroska(content, size_bytes);
	if (structure.isUnfinishedMatroska())
		structure.reach_ms = reachOfMatroska_ms(content, size_bytes);
	structure.isJoined = !structure.boxes && isJoined(content, size_bytes, structure.matroska);
	if (structure.boxes || structure.matroska)
		return structure;
	const Numbers numbers(content);
	const auto asf_ms = durationOfCutAsf_ms(numbers, size_bytes);
	structure.wholeAsf_ms = asf_ms.value_or(0);
	structure.isTailMissing = asf_ms || isFlvCutShort(numbers, size_bytes) || isAviCutShort(numbers, size_bytes);
	return structure;
}

} // namespace

Expected<FileStructure> structureOf(const std::filesystem::path &file)
{
	std::error_code failure;
	if (!std::filesystem::is_regular_file(file, failure))
		return {}; // opening a pipe would wait for its other end
	const auto size_bytes = static_cast<int64_t>(std::filesystem::file_size(file, failure));
	DiskStream content(file);
	if (failure || size_bytes == 0 || !content.isOpen())
		return {};
	FileStructure structure = surveyed(content, size_bytes);
	if (content.hasFailed())
		return std::unexpected(fileError(ErrorKind::ClipBusy, "file_unreadable", file, "its structure"));
	return structure;
}

} // namespace DirectPost::Media
