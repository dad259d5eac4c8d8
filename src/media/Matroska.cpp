#include "Matroska.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <vector>

namespace DirectPost::Media {

namespace {

constexpr int64_t kHead_bytes = 64 * 1024;
constexpr int64_t kTail_bytes = 16 * 1024 * 1024; // muxers close a cluster after a few MiB
constexpr int kMostCandidates = 8;                // for the last cluster; a damaged file may seem to have many more

// What goes beyond these is damage, and would overflow when calculated with.
constexpr uint64_t kLargestNumber = uint64_t{1} << 53;
constexpr double kLongest_ms = 365.0 * 86'400'000;

constexpr uint32_t kEbml = 0x1A45DFA3;
constexpr uint32_t kDocType = 0x4282;
constexpr uint32_t kSegment = 0x18538067;
constexpr uint32_t kInfo = 0x1549A966;
constexpr uint32_t kDuration = 0x4489;
constexpr uint32_t kTimestampScale = 0x2AD7B1;
constexpr uint32_t kCluster = 0x1F43B675;
constexpr uint32_t kTimestamp = 0xE7;
constexpr uint32_t kSimpleBlock = 0xA3;
constexpr uint32_t kBlockGroup = 0xA0;
constexpr uint32_t kBlock = 0xA1;

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
		element.size_bytes = size_bytes;
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

int64_t unsignedOf(std::span<const uint8_t> body)
{
	uint64_t value = 0;
	for (const uint8_t byte : body.first(std::min<size_t>(body.size(), 8)))
		value = value << 8 | byte;
	return static_cast<int64_t>(std::min(value, kLargestNumber));
}

// A block's time relative to its cluster: 16 bits, signed, behind the track's number.
int64_t timeOfBlock(std::span<const uint8_t> block)
{
	if (!readNumber(block, false) || block.size() < 2)
		return 0;
	return static_cast<int16_t>(block[0] << 8 | block[1]);
}

// The time of the last block of a cluster, as far as it was written; nothing when this is no cluster.
std::optional<int64_t> reachOfCluster(std::span<const uint8_t> bytes)
{
	const auto cluster = readElement(bytes);
	const auto start = cluster && cluster->id == kCluster ? findChild(cluster->body, kTimestamp) : std::nullopt;
	if (!start)
		return std::nullopt;
	int64_t reach = 0;
	for (auto child = readElement(cluster->body); child; child = readElement(child->rest)) {
		if (child->id == kSimpleBlock)
			reach = std::max(reach, timeOfBlock(child->body));
		else if (const auto block = child->id == kBlockGroup ? findChild(child->body, kBlock) : std::nullopt)
			reach = std::max(reach, timeOfBlock(block->body));
	}
	return unsignedOf(start->body) + reach;
}

std::vector<uint8_t> readAt(std::istream &file, int64_t position, int64_t length_bytes)
{
	std::vector<uint8_t> bytes(static_cast<size_t>(length_bytes));
	file.clear();
	file.seekg(position);
	file.read(reinterpret_cast<char *>(bytes.data()), length_bytes);
	bytes.resize(static_cast<size_t>(file.gcount()));
	return bytes;
}

} // namespace

std::optional<MatroskaSurvey> surveyMatroska(std::istream &file, int64_t size_bytes)
{
	const std::vector<uint8_t> head = readAt(file, 0, std::min(kHead_bytes, size_bytes));
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
	survey.hasSize = segment->size_bytes.has_value();
	survey.isCutShort =
		segment->size_bytes && *segment->size_bytes > static_cast<uint64_t>(size_bytes) - start_bytes;
	if (segment->size_bytes && !survey.isCutShort)
		survey.end_bytes = static_cast<int64_t>(start_bytes + *segment->size_bytes);
	if (const auto info = findChild(segment->body, kInfo)) {
		survey.hasDuration = findChild(info->body, kDuration).has_value();
		if (const auto scale = findChild(info->body, kTimestampScale))
			survey.tick_ns = unsignedOf(scale->body);
	}
	return survey;
}

int64_t reachOfMatroska_ms(std::istream &file, int64_t size_bytes)
{
	const auto survey = surveyMatroska(file, size_bytes);
	const int64_t length_bytes = std::min(kTail_bytes, size_bytes);
	const std::vector<uint8_t> tail = readAt(file, size_bytes - length_bytes, length_bytes);
	constexpr std::array<uint8_t, 4> kClusterId = {0x1F, 0x43, 0xB6, 0x75};

	std::span<const uint8_t> before = tail;
	for (int candidates = 0; survey && candidates < kMostCandidates; candidates++) {
		const auto found = std::ranges::find_end(before, kClusterId);
		if (found.empty())
			break;
		const auto position = static_cast<size_t>(found.begin() - before.begin());
		// Media may contain the same four bytes by chance; then what follows makes no cluster.
		if (const auto reach = reachOfCluster(std::span<const uint8_t>(tail).subspan(position))) {
			const double reach_ns = static_cast<double>(*reach) * static_cast<double>(survey->tick_ns);
			return static_cast<int64_t>(std::min(reach_ns / 1e6, kLongest_ms));
		}
		before = before.first(position);
	}
	return 0;
}

} // namespace DirectPost::Media
