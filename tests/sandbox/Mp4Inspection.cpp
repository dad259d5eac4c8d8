#include "Containers.hpp"

#include <algorithm>
#include <functional>

namespace DirectPost::StandIn {
namespace {

struct Box {
	std::string type;
	int64_t content = 0; // where it begins
	int64_t end = 0;
	bool isCut = false; // says that it is longer than the file
};

struct Track {
	std::string handler;
	std::string codec;
	int width = 0;
	int height = 0;
	uint64_t samples = 0;
	uint64_t sampleDuration = 0; // of all samples, in timescale
	uint64_t timescale = 0;
	uint64_t sizedSamples = 0;        // that have a size
	bool isConfigured = false;        // the decoder is told what it needs
	bool pointsBeyondTheFile = false; // to where its samples should be
};

void forEachBox(ByteFile &file, int64_t begin, int64_t end, const std::function<void(const Box &)> &visit)
{
	while (begin + 8 <= end && file.isGood()) {
		auto size = static_cast<int64_t>(file.number(begin, 4));
		Box box{file.bytes(begin + 4, 4), begin + 8, 0, false};
		if (size == 1) {
			size = static_cast<int64_t>(file.number(begin + 8, 8));
			box.content += 8;
		} else if (size == 0) {
			size = end - begin; // to the end of the file
		}
		if (size < box.content - begin)
			return;
		box.isCut = size > end - begin;
		box.end = box.isCut ? end : begin + size;
		visit(box);
		begin = box.end;
	}
}

void readMediaHeader(ByteFile &file, const Box &box, Track &track)
{
	const bool isLong = file.number(box.content, 1) == 1;
	track.timescale = file.number(box.content + (isLong ? 20 : 12), 4);
}

void readSampleDescription(ByteFile &file, const Box &box, Track &track)
{
	constexpr int64_t kEntry = 8; // after version, flags and count
	track.codec = file.bytes(box.content + kEntry + 4, 4);
	if (track.handler != "vide")
		return;
	constexpr int64_t kVisualEntry = 86; // before the boxes inside it
	track.width = static_cast<int>(file.number(box.content + kEntry + 32, 2));
	track.height = static_cast<int>(file.number(box.content + kEntry + 34, 2));
	forEachBox(file, box.content + kEntry + kVisualEntry, box.end, [&](const Box &inside) {
		track.isConfigured =
			track.isConfigured || inside.type == "avcC" || inside.type == "hvcC" || inside.type == "vpcC";
	});
}

void readChunkOffsets(ByteFile &file, const Box &box, size_t number_bytes, Track &track)
{
	const auto count = static_cast<int64_t>(file.number(box.content + 4, 4));
	for (int64_t at = box.content + 8;
	     at < box.content + 8 + count * static_cast<int64_t>(number_bytes) && at < box.end && file.isGood();
	     at += static_cast<int64_t>(number_bytes))
		track.pointsBeyondTheFile = track.pointsBeyondTheFile ||
					    file.number(at, number_bytes) >= static_cast<uint64_t>(file.size());
}

void readTimeToSample(ByteFile &file, const Box &box, Track &track)
{
	const uint64_t count = file.number(box.content + 4, 4);
	for (uint64_t i = 0; i < count && file.isGood(); ++i) {
		const int64_t at = box.content + 8 + static_cast<int64_t>(i) * 8;
		if (at + 8 > box.end)
			return;
		const uint64_t samples = file.number(at, 4);
		track.samples += samples;
		track.sampleDuration += samples * file.number(at + 4, 4);
	}
}

void readTrack(ByteFile &file, const Box &parent, Track &track)
{
	forEachBox(file, parent.content, parent.end, [&](const Box &box) {
		if (box.type == "mdia" || box.type == "minf" || box.type == "stbl")
			readTrack(file, box, track);
		else if (box.type == "hdlr" &&
			 track.handler.empty()) // the one of mdia comes first; QuickTime has a second
			track.handler = file.bytes(box.content + 8, 4);
		else if (box.type == "mdhd")
			readMediaHeader(file, box, track);
		else if (box.type == "stsd")
			readSampleDescription(file, box, track);
		else if (box.type == "stts")
			readTimeToSample(file, box, track);
		else if (box.type == "stsz")
			track.sizedSamples = file.number(box.content + 8, 4);
		else if (box.type == "stco" || box.type == "co64")
			readChunkOffsets(file, box, box.type == "stco" ? 4 : 8, track);
	});
}

// Whether a player finds what the index promises.
bool isWhole(const Track &track)
{
	const bool isConfigured = track.handler != "vide" || track.isConfigured;
	return isConfigured && track.samples > 0 && track.samples == track.sizedSamples && !track.pointsBeyondTheFile;
}

void addTrack(const Track &track, SandboxMedia &media)
{
	// What a movie's head says about its length, its tracks know better.
	if (track.timescale > 0)
		media.duration_s = std::max(media.duration_s, static_cast<double>(track.sampleDuration) /
								      static_cast<double>(track.timescale));
	if (track.handler == "soun" && media.audioCodec.empty())
		media.audioCodec = track.codec;
	if (track.handler != "vide" || !media.videoCodec.empty())
		return;
	media.videoCodec = track.codec;
	media.width = track.width;
	media.height = track.height;
	if (track.sampleDuration > 0)
		media.frameRate_fps = static_cast<double>(track.samples) * static_cast<double>(track.timescale) /
				      static_cast<double>(track.sampleDuration);
}

void readMovie(ByteFile &file, const Box &movie, SandboxMedia &media, bool &hasBrokenTrack)
{
	forEachBox(file, movie.content, movie.end, [&](const Box &box) {
		if (box.type == "mvhd") {
			const bool isLong = file.number(box.content, 1) == 1;
			const uint64_t timescale = file.number(box.content + (isLong ? 20 : 12), 4);
			const uint64_t duration =
				isLong ? file.number(box.content + 24, 8) : file.number(box.content + 16, 4);
			if (timescale > 0)
				media.duration_s = std::max(media.duration_s, static_cast<double>(duration) /
										      static_cast<double>(timescale));
		} else if (box.type == "trak") {
			Track track;
			readTrack(file, box, track);
			addTrack(track, media);
			const bool isMedia = track.handler == "vide" || track.handler == "soun";
			hasBrokenTrack = hasBrokenTrack || (isMedia && !isWhole(track));
		} else if (box.type == "mvex") {
			media.isFragmented = true;
		}
	});
}

} // namespace

SandboxMedia inspectMp4(ByteFile &file)
{
	SandboxMedia media;
	bool hasMovie = false;
	bool hasData = false;
	bool isCut = false;
	bool hasBrokenTrack = false;
	media.container = file.bytes(8, 4) == "qt  " ? "quicktime" : "mp4";
	forEachBox(file, 0, file.size(), [&](const Box &box) {
		isCut = isCut || box.isCut;
		if (box.type == "moov") {
			hasMovie = true;
			media.isFastStart = !hasData;
			readMovie(file, box, media, hasBrokenTrack);
		} else if (box.type == "mdat") {
			hasData = true;
		} else if (box.type == "moof") {
			media.isFragmented = true;
		}
	});
	media.isComplete = hasMovie && hasData && !isCut && !hasBrokenTrack;
	return media;
}

} // namespace DirectPost::StandIn
