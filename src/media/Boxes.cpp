#include "Boxes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace DirectPost::Media {

namespace {

constexpr int64_t kHeader_bytes = 8;
constexpr int64_t kLongHeader_bytes = 16;
constexpr int kMostBoxes = 1'000'000; // a fragment per second for over five days; a damaged file may seem to have more

constexpr std::array<std::string_view, 9> kFirstTypes = {"ftyp", "moov", "mdat", "free", "skip",
							 "wide", "pnot", "styp", "sidx"};
constexpr std::array<std::string_view, 3> kFilmTypes = {"moov", "mdat", "moof"};

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

} // namespace DirectPost::Media
