#include "JoinedParts.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <string_view>

namespace DirectPost::Media {

namespace {

using namespace std::string_view_literals;

std::string bytesAt(std::istream &file, int64_t position, int64_t count)
{
	std::string bytes(static_cast<size_t>(count), '\0');
	file.clear();
	file.seekg(position);
	file.read(bytes.data(), count);
	bytes.resize(static_cast<size_t>(file.gcount()));
	return bytes;
}

uint64_t bigEndian(std::string_view bytes)
{
	uint64_t number = 0;
	for (const char byte : bytes)
		number = number << 8 | static_cast<unsigned char>(byte);
	return number;
}

bool isMatroskaJoined(std::istream &file, const MatroskaSurvey &survey)
{
	return survey.end_bytes > 0 && bytesAt(file, survey.end_bytes, 4) == "\x1A\x45\xDF\xA3"sv;
}

// Recorders write the file's size into an FLV's description: a number of 64 bits behind its name and its type, 0.
// 0: this one did not.
int64_t sizeOfFlv_bytes(std::istream &file, int64_t begin_bytes)
{
	constexpr int64_t kHead_bytes = 64 * 1024;
	constexpr size_t kNumber_bytes = 8;
	constexpr double kMost_bytes = 1e15;
	const std::string head = bytesAt(file, begin_bytes, kHead_bytes);
	if (!head.starts_with("FLV"))
		return 0;
	for (const std::string_view name : {"filesize\0"sv, "fileSize\0"sv}) {
		const size_t found = head.find(name);
		if (found == std::string::npos || found + name.size() + kNumber_bytes > head.size())
			continue;
		const auto said = std::bit_cast<double>(
			bigEndian(std::string_view(head).substr(found + name.size(), kNumber_bytes)));
		return said > 0 && said < kMost_bytes ? static_cast<int64_t>(said) : 0;
	}
	return 0;
}

bool isFlvJoined(std::istream &file, int64_t size_bytes)
{
	const int64_t said_bytes = sizeOfFlv_bytes(file, 0);
	return said_bytes > 0 && said_bytes < size_bytes;
}

// --- MPEG-TS: packets of 188 bytes, with four more in front of each in an M2TS ---

constexpr int64_t kPacket_bytes = 188;
constexpr int64_t kPacketOfM2ts_bytes = 192;
constexpr int64_t kSample_bytes = 256 * 1024; // more than a clock stays away
constexpr int kSamples = 64;
constexpr int64_t kClockTurns = int64_t{1} << 33;

struct ClockTime {
	uint64_t stream = 0;
	int64_t ticks = 0;
};

bool isPacketAt(std::string_view bytes, size_t at, int64_t length_bytes)
{
	const auto next = at + static_cast<size_t>(length_bytes);
	return next < bytes.size() && bytes[at] == 'G' && bytes[next] == 'G';
}

// Of the program's clock, as a packet with an adaptation field may carry it (ISO/IEC 13818-1, 2.4.3.4).
std::optional<ClockTime> clockOf(std::string_view packet)
{
	constexpr int kHasAdaptation = 0x20;
	constexpr int kHasClock = 0x10;
	if (!(packet[3] & kHasAdaptation) || packet[4] < 7 || !(packet[5] & kHasClock))
		return std::nullopt;
	return ClockTime{bigEndian(packet.substr(1, 2)) & 0x1FFF,
			 static_cast<int64_t>(bigEndian(packet.substr(6, 5)) >> 7)};
}

std::optional<ClockTime> clockFrom(std::istream &file, int64_t position, std::optional<uint64_t> stream)
{
	const std::string bytes = bytesAt(file, position, kSample_bytes);
	for (const int64_t length_bytes : {kPacket_bytes, kPacketOfM2ts_bytes}) {
		size_t at = 0;
		while (at < kPacketOfM2ts_bytes && !isPacketAt(bytes, at, length_bytes))
			at++;
		for (; isPacketAt(bytes, at, length_bytes); at += static_cast<size_t>(length_bytes)) {
			const auto clock = clockOf(std::string_view(bytes).substr(at, kPacket_bytes));
			if (clock && stream.value_or(clock->stream) == clock->stream)
				return clock;
		}
	}
	return std::nullopt;
}

bool isTsJoined(std::istream &file, int64_t size_bytes)
{
	std::optional<ClockTime> last;
	for (int sample = 0; sample <= kSamples; sample++) {
		const int64_t position = std::max<int64_t>(0, size_bytes - kSample_bytes) / kSamples * sample;
		const auto clock = clockFrom(file, position, last ? std::optional(last->stream) : std::nullopt);
		if (!clock && sample == 0)
			return false;
		if (!clock)
			continue;
		// The clock runs over once a day: what is less than half a turn ahead is later.
		const int64_t ahead = last ? (clock->ticks - last->ticks + kClockTurns) % kClockTurns : 0;
		if (ahead > kClockTurns / 2)
			return true;
		last = clock;
	}
	return false;
}

} // namespace

bool isJoined(std::istream &file, int64_t size_bytes, const std::optional<MatroskaSurvey> &matroska)
{
	if (matroska)
		return isMatroskaJoined(file, *matroska);
	return isFlvJoined(file, size_bytes) || isTsJoined(file, size_bytes);
}

std::vector<FilePart> partsOfFlv(std::istream &file, int64_t size_bytes)
{
	constexpr int64_t kFlvHeader_bytes = 13;
	constexpr size_t kMostParts = 1000;
	std::vector<FilePart> parts;
	int64_t begin_bytes = 0;
	while (begin_bytes < size_bytes && parts.size() < kMostParts) {
		if (bytesAt(file, begin_bytes, 3) != "FLV")
			return {};
		const int64_t said_bytes = sizeOfFlv_bytes(file, begin_bytes);
		const int64_t end_bytes = said_bytes > 0 ? std::min(begin_bytes + said_bytes, size_bytes) : size_bytes;
		parts.push_back({begin_bytes + (parts.empty() ? 0 : kFlvHeader_bytes), end_bytes});
		begin_bytes = end_bytes;
	}
	return parts.size() > 1 ? parts : std::vector<FilePart>();
}

} // namespace DirectPost::Media
