#include "BoxSurvey.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace DirectPost::Media {

namespace {

constexpr int64_t kHeader_bytes = 8;
constexpr int64_t kLongHeader_bytes = 16;
constexpr int kMostBoxes = 1'000'000; // a fragment per second for over five days; a damaged file may seem to have more

constexpr std::array<std::string_view, 9> kFirstTypes = {"ftyp", "moov", "mdat", "free", "skip",
							 "wide", "pnot", "styp", "sidx"};
constexpr std::array<std::string_view, 3> kFilmTypes = {"moov", "mdat", "moof"};
constexpr std::array<std::string_view, 7> kFilesTypes = {"ftyp", "moov", "mdat", "moof", "mfra", "styp", "sidx"};
constexpr std::array<std::string_view, 3> kFreeTypes = {"free", "skip", "wide"};
constexpr std::array<std::string_view, 5> kParents = {"moov", "trak", "mdia", "minf", "stbl"};
constexpr std::array<std::string_view, 3> kDescriptions = {"udta", "meta", "uuid"};
constexpr std::array<std::string_view, 2> kMuxersNames = {"\xA9too", "\xA9swr"};
constexpr int64_t kMostFree_bytes = 16 * 1024 * 1024;

struct Box {
	std::string_view type() const { return {bytes.data() + 4, 4}; }
	std::array<char, kLongHeader_bytes> bytes = {};
	int64_t length_bytes = 0; // the header included; 0: to the end of the file
};

uint64_t bigEndian(const char *bytes, int count)
{
	uint64_t value = 0;
	for (int i = 0; i < count; i++)
		value = value << 8 | static_cast<unsigned char>(bytes[i]);
	return value;
}

// Nothing where no box header can stand.
std::optional<Box> readBox(std::istream &file, int64_t position, int64_t size_bytes)
{
	Box box;
	const int64_t readable_bytes = std::min(kLongHeader_bytes, size_bytes - position);
	file.clear();
	file.seekg(position);
	if (readable_bytes < kHeader_bytes || !file.read(box.bytes.data(), readable_bytes))
		return std::nullopt;

	uint64_t length_bytes = bigEndian(box.bytes.data(), 4);
	int64_t shortest_bytes = kHeader_bytes;
	if (length_bytes == 1) {
		length_bytes = readable_bytes == kLongHeader_bytes ? bigEndian(box.bytes.data() + 8, 8) : UINT64_MAX;
		shortest_bytes = kLongHeader_bytes;
	}
	box.length_bytes = static_cast<int64_t>(std::min<uint64_t>(length_bytes, INT64_MAX));
	if (box.length_bytes != 0 && box.length_bytes < shortest_bytes)
		return std::nullopt;
	return box;
}

void count(BoxSurvey &survey, std::string_view type)
{
	if (type == "moov") {
		survey.movieHeaders++;
	} else if (type == "moof") {
		survey.fragments++;
	} else if (type == "mfra") {
		survey.hasFragmentIndex = true;
	} else if (type == "mdat") {
		survey.media++;
		survey.mediaBeforeMovie |= survey.movieHeaders == 0;
	}
}

bool isOneOf(std::span<const std::string_view> types, std::string_view type)
{
	return std::ranges::find(types, type) != types.end();
}

// What lies between two places of a file.
struct Stretch {
	int64_t begin = 0;
	int64_t end = 0;
};

bool isUsed(std::istream &file, Stretch space)
{
	std::vector<char> bytes(static_cast<size_t>(std::min(space.end - space.begin, kMostFree_bytes + 1)));
	file.clear();
	file.seekg(space.begin);
	file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
	return space.end - space.begin > kMostFree_bytes ||
	       std::ranges::any_of(bytes, [](char byte) { return byte != 0; });
}

// Whether it says so of any box, by type and body. What cannot be read as boxes counts as well.
template <class Visit> bool anyBox(std::istream &file, Stretch stretch, Visit visit)
{
	int64_t position = stretch.begin;
	for (int boxes = 0; position < stretch.end; boxes++) {
		const auto box = readBox(file, position, stretch.end);
		if (!box || boxes == kMostBoxes || box->length_bytes == 0 || box->length_bytes > stretch.end - position)
			return true;
		const int64_t end = position + box->length_bytes;
		if (visit(box->type(), Stretch{std::min(end, position + kHeader_bytes), end}))
			return true;
		position = end;
	}
	return false;
}

// The description that muxers write into every file names themselves and nothing else. Its boxes have a version in
// front.
bool isForeignMeta(std::istream &file, Stretch body)
{
	constexpr int64_t kVersion_bytes = 4;
	return anyBox(file, {body.begin + kVersion_bytes, body.end}, [&](std::string_view type, Stretch inner) {
		if (type == "ilst")
			return anyBox(file, inner,
				      [](std::string_view name, Stretch) { return !isOneOf(kMuxersNames, name); });
		return isOneOf(kFreeTypes, type) ? isUsed(file, inner) : type != "hdlr";
	});
}

bool isForeignUserData(std::istream &file, Stretch body)
{
	return anyBox(file, body, [&](std::string_view type, Stretch inner) {
		return type == "meta" ? isForeignMeta(file, inner) : !isOneOf(kMuxersNames, type);
	});
}

bool isForeign(std::istream &file, std::string_view parent, std::string_view type, Stretch body)
{
	if (isOneOf(kFreeTypes, type))
		return isUsed(file, body);
	if (parent == "moov" && type == "udta")
		return isForeignUserData(file, body);
	if (isOneOf(kDescriptions, type))
		return true;
	return isOneOf(kParents, type) &&
	       anyBox(file, body, [&](std::string_view inner, Stretch of) { return isForeign(file, type, inner, of); });
}

std::string bytesOf(std::istream &file, Stretch body, int64_t most_bytes)
{
	std::string bytes(static_cast<size_t>(std::min(body.end - body.begin, most_bytes)), '\0');
	file.clear();
	file.seekg(body.begin);
	return file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) ? bytes : std::string();
}

// Of a tkhd (ISO/IEC 14496-12, 8.3.2): behind its version and two times, which version 1 has in 64 bits.
int trackNumber(std::istream &file, Stretch body)
{
	constexpr size_t kInVersion0 = 12;
	constexpr size_t kInVersion1 = 20;
	const std::string bytes = bytesOf(file, body, kInVersion1 + 4);
	const size_t place = !bytes.empty() && bytes[0] == 1 ? kInVersion1 : kInVersion0;
	return bytes.size() < place + 4 ? 0 : static_cast<int>(bigEndian(bytes.data() + place, 4));
}

std::string nameInUserData(std::istream &file, Stretch body)
{
	constexpr int64_t kMostName_bytes = 1000;
	std::string name;
	anyBox(file, body, [&](std::string_view type, Stretch inner) {
		if (type == "name")
			name = bytesOf(file, inner, kMostName_bytes);
		return type == "name";
	});
	return name.substr(0, name.find('\0'));
}

bool isPlausibleType(std::string_view type)
{
	return std::ranges::all_of(type, [](unsigned char c) { return c >= 0x20; });
}

} // namespace

Layout BoxSurvey::layout() const
{
	if (fragments > 0)
		return Layout::Fragmented;
	return mediaBeforeMovie ? Layout::MoovLast : Layout::FastStart;
}

std::optional<BoxSurvey> surveyBoxes(std::istream &file, int64_t size_bytes)
{
	BoxSurvey survey;
	int64_t position = 0;
	for (int boxes = 0; position < size_bytes; boxes++) {
		const auto box = readBox(file, position, size_bytes);
		if (boxes == 0 && (!box || std::ranges::find(kFirstTypes, box->type()) == kFirstTypes.end()))
			return std::nullopt;
		if (!box || !isPlausibleType(box->type()) || boxes == kMostBoxes || box->length_bytes == 0) {
			if (box && box->length_bytes == 0)
				count(survey, box->type());
			survey.hasOpenEnd = true;
			return survey;
		}
		if (box->length_bytes > size_bytes - position) {
			// A box that is cut short is of no use. Other bytes behind a whole film are no box at all,
			// though they can be read as one.
			const bool isOfTheFilm = std::ranges::find(kFilmTypes, box->type()) != kFilmTypes.end();
			survey.hasOpenEnd = survey.isPlayable() && !isOfTheFilm;
			survey.isCutShort = !survey.hasOpenEnd;
			survey.isMediaCutShort = survey.isCutShort && survey.movieHeaders > 0 && box->type() == "mdat";
			return survey;
		}
		count(survey, box->type());
		position += box->length_bytes;
	}
	return survey;
}

bool hasForeignBoxes(std::istream &file, int64_t size_bytes)
{
	return anyBox(file, {0, size_bytes}, [&](std::string_view type, Stretch body) {
		return (!isOneOf(kFilesTypes, type) && !isOneOf(kFreeTypes, type)) || isForeign(file, "", type, body);
	});
}

std::map<int, std::string> trackNames(std::istream &file, int64_t size_bytes)
{
	std::map<int, std::string> names;
	const auto addNameOf = [&](Stretch track) {
		int number = 0;
		std::string name;
		anyBox(file, track, [&](std::string_view type, Stretch body) {
			if (type == "tkhd")
				number = trackNumber(file, body);
			else if (type == "udta")
				name = nameInUserData(file, body);
			return false;
		});
		if (!name.empty())
			names.emplace(number, std::move(name));
	};
	anyBox(file, {0, size_bytes}, [&](std::string_view type, Stretch movie) {
		return type == "moov" && anyBox(file, movie, [&](std::string_view inner, Stretch body) {
			       if (inner == "trak")
				       addNameOf(body);
			       return false;
		       });
	});
	return names;
}

} // namespace DirectPost::Media
