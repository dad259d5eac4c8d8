#include "Containers.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace DirectPost::StandIn {
namespace {

namespace Id {
constexpr uint64_t kEbml = 0x1A45DFA3, kDocType = 0x4282, kSegment = 0x18538067, kInfo = 0x1549A966,
		   kTimestampScale = 0x2AD7B1, kDuration = 0x4489, kTracks = 0x1654AE6B, kTrackEntry = 0xAE,
		   kTrackNumber = 0xD7, kTrackType = 0x83, kCodecId = 0x86, kDefaultDuration = 0x23E383, kVideo = 0xE0,
		   kPixelWidth = 0xB0, kPixelHeight = 0xBA, kCluster = 0x1F43B675, kSimpleBlock = 0xA3,
		   kBlockGroup = 0xA0, kBlock = 0xA1;
} // namespace Id

struct Element {
	uint64_t id = 0;
	int64_t content = 0;
	int64_t end = 0;
	bool isCut = false;
};

struct Reading {
	SandboxMedia media;
	std::string docType;
	uint64_t timestampScale_ns = 1'000'000;
	double duration = 0; // in timestampScale
	uint64_t videoTrack = 0;
	uint64_t frames = 0;
	uint64_t frameDuration_ns = 0;
	bool isCut = false;
};

struct TrackEntry {
	uint64_t number = 0;
	uint64_t type = 0;
	std::string codec;
	uint64_t frameDuration_ns = 0;
	int width = 0;
	int height = 0;
};

int vintLength(uint64_t firstByte)
{
	return std::countl_zero(static_cast<uint8_t>(firstByte)) + 1;
}

void forEachElement(ByteFile &file, int64_t begin, int64_t end, const std::function<void(const Element &)> &visit)
{
	while (begin < end && file.isGood()) {
		const int idLength = vintLength(file.number(begin, 1));
		const int sizeLength = vintLength(file.number(begin + idLength, 1));
		if (idLength > 4 || sizeLength > 8)
			return;
		const uint64_t mask = (uint64_t(1) << (7 * sizeLength)) - 1;
		const uint64_t size = file.number(begin + idLength, static_cast<size_t>(sizeLength)) & mask;
		Element element{file.number(begin, static_cast<size_t>(idLength)), begin + idLength + sizeLength, end,
				false};
		const bool isUnknown = size == mask; // a live stream: until the parent's end
		element.isCut = !isUnknown && size > static_cast<uint64_t>(end - element.content);
		if (!isUnknown && !element.isCut)
			element.end = element.content + static_cast<int64_t>(size);
		visit(element);
		begin = element.end;
	}
}

uint64_t unsignedOf(ByteFile &file, const Element &element)
{
	const int64_t length = element.end - element.content;
	return length <= 8 ? file.number(element.content, static_cast<size_t>(length)) : 0;
}

double floatOf(ByteFile &file, const Element &element)
{
	const uint64_t bits = unsignedOf(file, element);
	return element.end - element.content == 4 ? std::bit_cast<float>(static_cast<uint32_t>(bits))
						  : std::bit_cast<double>(bits);
}

std::string textOf(ByteFile &file, const Element &element)
{
	constexpr int64_t kLongest = 256;
	const auto length = static_cast<size_t>(std::min(element.end - element.content, kLongest));
	const std::string text = file.bytes(element.content, length);
	return text.substr(0, text.find('\0'));
}

void readTrackEntry(ByteFile &file, const Element &parent, TrackEntry &track)
{
	forEachElement(file, parent.content, parent.end, [&](const Element &element) {
		switch (element.id) {
		case Id::kTrackNumber:
			track.number = unsignedOf(file, element);
			break;
		case Id::kTrackType:
			track.type = unsignedOf(file, element);
			break;
		case Id::kCodecId:
			track.codec = textOf(file, element);
			break;
		case Id::kDefaultDuration:
			track.frameDuration_ns = unsignedOf(file, element);
			break;
		case Id::kPixelWidth:
			track.width = static_cast<int>(unsignedOf(file, element));
			break;
		case Id::kPixelHeight:
			track.height = static_cast<int>(unsignedOf(file, element));
			break;
		case Id::kVideo:
			readTrackEntry(file, element, track);
			break;
		default:
			break;
		}
	});
}

void addTrack(const TrackEntry &track, Reading &reading)
{
	constexpr uint64_t kVideoType = 1;
	constexpr uint64_t kAudioType = 2;
	if (track.type == kAudioType && reading.media.audioCodec.empty())
		reading.media.audioCodec = track.codec;
	if (track.type != kVideoType || reading.videoTrack != 0)
		return;
	reading.videoTrack = track.number;
	reading.frameDuration_ns = track.frameDuration_ns;
	reading.media.videoCodec = track.codec;
	reading.media.width = track.width;
	reading.media.height = track.height;
}

void countBlock(ByteFile &file, const Element &block, Reading &reading)
{
	const int length = vintLength(file.number(block.content, 1));
	const uint64_t track =
		file.number(block.content, static_cast<size_t>(length)) & ((uint64_t(1) << (7 * length)) - 1);
	reading.frames += track == reading.videoTrack;
}

void readElements(ByteFile &file, int64_t begin, int64_t end, Reading &reading)
{
	forEachElement(file, begin, end, [&](const Element &element) {
		reading.isCut = reading.isCut || element.isCut;
		switch (element.id) {
		case Id::kDocType:
			reading.docType = textOf(file, element);
			break;
		case Id::kTimestampScale:
			reading.timestampScale_ns = unsignedOf(file, element);
			break;
		case Id::kDuration:
			reading.duration = floatOf(file, element);
			break;
		case Id::kSimpleBlock:
		case Id::kBlock:
			countBlock(file, element, reading);
			break;
		case Id::kTrackEntry: {
			TrackEntry track;
			readTrackEntry(file, element, track);
			addTrack(track, reading);
			break;
		}
		case Id::kEbml:
		case Id::kSegment:
		case Id::kInfo:
		case Id::kTracks:
		case Id::kCluster:
		case Id::kBlockGroup:
			readElements(file, element.content, element.end, reading);
			break;
		default:
			break;
		}
	});
}

} // namespace

SandboxMedia inspectMatroska(ByteFile &file)
{
	Reading reading;
	readElements(file, 0, file.size(), reading);
	SandboxMedia &media = reading.media;
	media.container = reading.docType == "webm" ? "webm" : "matroska";
	media.duration_s = reading.duration * static_cast<double>(reading.timestampScale_ns) / 1e9;
	if (media.duration_s > 0)
		media.frameRate_fps = static_cast<double>(reading.frames) / media.duration_s;
	if (reading.frameDuration_ns > 0)
		media.frameRate_fps = 1e9 / static_cast<double>(reading.frameDuration_ns);
	media.isComplete = reading.frames > 0 && media.duration_s > 0 && !reading.isCut;
	return media;
}

} // namespace DirectPost::StandIn
