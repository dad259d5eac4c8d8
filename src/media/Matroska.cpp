#include "Matroska.hpp"

#include <algorithm>
#include <bit>
#include <span>
#include <vector>

namespace DirectPost::Media {

namespace {

constexpr int64_t kHead_bytes = 64 * 1024;

constexpr uint32_t kEbml = 0x1A45DFA3;
constexpr uint32_t kDocType = 0x4282;
constexpr uint32_t kSegment = 0x18538067;
constexpr uint32_t kInfo = 0x1549A966;
constexpr uint32_t kDuration = 0x4489;
constexpr uint32_t kCluster = 0x1F43B675;

struct Element {
	uint32_t id = 0;
	std::optional<uint64_t> size_bytes; // nothing: unknown, to the end
	std::span<const uint8_t> body;      // as much of it as was read
	std::span<const uint8_t> rest;      // what follows the element
};

// An EBML variable-length integer; the marker bit stays in an id and goes from a size.
std::optional<uint64_t> readNumber(std::span<const uint8_t> &bytes, bool keepMarker)
{
	if (bytes.empty() || bytes.front() == 0)
		return std::nullopt;
	const auto length = static_cast<size_t>(std::countl_zero(bytes.front())) + 1;
	if (bytes.size() < length)
		return std::nullopt;
	uint64_t value = keepMarker ? bytes.front() : bytes.front() & (0xFFU >> length);
	for (size_t i = 1; i < length; i++)
		value = value << 8 | bytes[i];
	bytes = bytes.subspan(length);

	const uint64_t unknown = (uint64_t{1} << (7 * length)) - 1;
	return !keepMarker && value == unknown ? UINT64_MAX : value;
}

std::optional<Element> readElement(std::span<const uint8_t> bytes)
{
	const auto id = readNumber(bytes, true);
	const auto size_bytes = id ? readNumber(bytes, false) : std::nullopt;
	if (!size_bytes || *id > UINT32_MAX)
		return std::nullopt;

	Element element;
	element.id = static_cast<uint32_t>(*id);
	if (*size_bytes != UINT64_MAX)
		element.size_bytes = *size_bytes;
	const auto here_bytes = static_cast<size_t>(std::min<uint64_t>(*size_bytes, bytes.size()));
	element.body = bytes.first(here_bytes);
	element.rest = bytes.subspan(here_bytes);
	return element;
}

std::optional<Element> findChild(std::span<const uint8_t> parent, uint32_t id)
{
	while (const auto element = readElement(parent)) {
		if (element->id == id)
			return element;
		if (element->id == kCluster)
			return std::nullopt; // the head is over
		parent = element->rest;
	}
	return std::nullopt;
}

} // namespace

std::optional<MatroskaSurvey> surveyMatroska(std::istream &file, int64_t size_bytes)
{
	std::vector<uint8_t> head(static_cast<size_t>(std::min(kHead_bytes, size_bytes)));
	file.clear();
	file.seekg(0);
	if (!file.read(reinterpret_cast<char *>(head.data()), static_cast<std::streamsize>(head.size())))
		return std::nullopt;

	const auto ebml = readElement(head);
	if (!ebml || ebml->id != kEbml)
		return std::nullopt;
	MatroskaSurvey survey;
	if (const auto docType = findChild(ebml->body, kDocType))
		survey.docType.assign(docType->body.begin(), std::ranges::find(docType->body, uint8_t{0}));

	const auto segment = readElement(ebml->rest);
	if (!segment || segment->id != kSegment)
		return survey;
	const auto start_bytes = static_cast<uint64_t>(segment->body.data() - head.data());
	survey.isCutShort =
		segment->size_bytes && *segment->size_bytes > static_cast<uint64_t>(size_bytes) - start_bytes;
	if (const auto info = findChild(segment->body, kInfo))
		survey.hasDuration = findChild(info->body, kDuration).has_value();
	return survey;
}

} // namespace DirectPost::Media
