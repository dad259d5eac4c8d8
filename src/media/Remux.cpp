#include <media/Remux.hpp>
#include <media/Checks.hpp>
#include "Av.hpp"
#include "FileStructure.hpp"
#include "IndexRoom.hpp"
#include "JoinedTimes.hpp"
#include "Leftover.hpp"
#include "Measure.hpp"
#include "ProgressMeter.hpp"
#include "SoundEncoder.hpp"
#include "StreamTimes.hpp"

#include <base/FileError.hpp>
#include <base/MoveFile.hpp>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace DirectPost::Media {

namespace {

// Moving the index to the front takes as long as copying but reports nothing.
constexpr double kCopyingBeforeMoving = 0.5;

constexpr size_t kMostUnseen = 2000;

Error writingFailed(int error, const std::filesystem::path &file, const std::string &detail)
{
	switch (error) {
	case AVERROR(ENOSPC):
#ifdef EDQUOT
	case AVERROR(EDQUOT):
#endif
		return fileError(ErrorKind::Disk, "disk_full", file, detail);
	case AVERROR(EACCES):
	case AVERROR(EPERM):
	case AVERROR(EROFS):
	case AVERROR(ENOENT):
	case AVERROR(ENOTDIR):
		return fileError(ErrorKind::Disk, "folder_not_writable", file, detail);
	default:
		return fileError(ErrorKind::ClipUnfit, "remux_failed", file, detail);
	}
}

bool becomesAac(const AVCodecParameters &sound)
{
	ClipInfo clip;
	clip.audioTracks = 1;
	clip.audioCodec = avcodec_get_name(sound.codec_id);
	return isSoundConverted(clip);
}

// How the index gets to the front, where players want it, though it is known only at the end.
enum class IndexPlace {
	Reserved, // room is kept for it; the file is written once
	Moved,    // everything is moved behind it: all bytes are read and written once more
};

enum class Outcome {
	Written = 1,
	IndexDidNotFit, // into the room that was reserved for it
};

class Remuxer {
public:
	Remuxer(const std::filesystem::path &source, const std::filesystem::path &partial, const Progress &progress,
		const std::stop_token &stop)
		: sourceFile_(source), partialFile_(partial), progress_(progress), stop_(stop)
	{
	}

	Expected<Outcome> run(IndexPlace place);

private:
	struct Track {
		// The stream that says how many packets there are in a second.
		const AVStream &counted() const { return encoder ? *output : *source; }

		AVStream *source = nullptr;
		AVStream *output = nullptr;
		std::optional<StreamTimes> times;
		std::unique_ptr<SoundEncoder> encoder; // where the sound becomes AAC
		std::vector<Av::Packet> unseen;        // may be needed to decode what follows, but is not shown itself
		int64_t packets = 0;
		bool hasBegun = false;
	};

	Expected<void> openSource();
	Expected<void> openOutput(IndexPlace place);
	Expected<void> begin(IndexPlace place);
	Expected<void> addTrack(AVStream *source);
	Expected<void> copyPackets();
	Expected<void> copyPacket(AVPacket &packet);
	int write(Track &track, AVPacket &packet);
	int mux(Track &track, AVPacket &packet);
	bool isRoomTooSmall() const;
	Expected<Outcome> finish();
	Track *trackOf(const AVPacket &packet);
	double share() const;

	std::unexpected<Error> cannotRead(int error) const;
	std::unexpected<Error> cannotWrite(int error, const char *step) const;

	const std::filesystem::path &sourceFile_;
	const std::filesystem::path &partialFile_;
	ProgressMeter progress_;
	const std::stop_token &stop_;
	Av::Input input_;
	Av::Output output_;
	std::vector<Track> tracks_;
	int64_t size_bytes_ = 0;
	JoinedTimes joinedTimes_;
	int64_t room_bytes_ = 0; // for the index; 0: it is moved
};

Expected<Outcome> Remuxer::run(IndexPlace place)
{
	if (auto opened = openSource(); !opened)
		return std::unexpected(std::move(opened.error()));
	input_->flags |= AVFMT_FLAG_DISCARD_CORRUPT; // the half frame at the end of what a crash left
	size_bytes_ = std::max<int64_t>(1, avio_size(input_->pb));

	if (auto opened = openOutput(place); !opened)
		return std::unexpected(std::move(opened.error()));
	if (auto copied = copyPackets(); !copied)
		return std::unexpected(std::move(copied.error()));
	return finish();
}

Expected<void> Remuxer::openSource()
{
	auto input = Av::openInput(sourceFile_, stop_);
	if (!input)
		return std::unexpected(std::move(input.error()));
	AVStream *video = Av::videoOf(**input);
	if (!video)
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "not_a_video", sourceFile_, "no moving picture"));
	const AVRational said = video->avg_frame_rate;
	correctFrameRate(**input, *video);
	if (const AVRational measured = video->avg_frame_rate; av_cmp_q(measured, said) != 0) {
		input = Av::openInput(sourceFile_, stop_); // measuring has read its beginning
		video = input ? Av::videoOf(**input) : nullptr;
		if (!video)
			return std::unexpected(fileError(ErrorKind::ClipFile, "file_unreadable", sourceFile_,
							 "gone while it was read"));
		video->avg_frame_rate = measured;
	}
	if (const int64_t reach_ms = structureOf(sourceFile_).reach_ms; reach_ms > 0)
		(*input)->duration = av_rescale(reach_ms, AV_TIME_BASE, 1000);
	input_ = std::move(*input);
	return {};
}

Expected<void> Remuxer::openOutput(IndexPlace place)
{
	AVFormatContext *context = nullptr;
	int result = avformat_alloc_output_context2(&context, nullptr, "mp4", Av::url(partialFile_).c_str());
	if (result < 0)
		return cannotWrite(result, "no MP4 writer");
	output_.reset(context);
	output_->interrupt_callback = Av::interruptedBy(stop_);

	AVStream *video = Av::videoOf(*input_);
	for (unsigned i = 0; i < input_->nb_streams; i++)
		input_->streams[i]->discard = AVDISCARD_ALL;
	for (AVStream *stream : {video, Av::audioOf(*input_)}) {
		if (auto added = stream ? addTrack(stream) : Expected<void>{}; !added)
			return added;
	}

	result = avio_open2(&output_->pb, output_->url, AVIO_FLAG_WRITE, &output_->interrupt_callback, nullptr);
	if (result < 0)
		return cannotWrite(result, "cannot be created");
	if (auto begun = begin(place); !begun)
		return begun;

	const int64_t start_us = input_->start_time == AV_NOPTS_VALUE ? 0 : input_->start_time;
	for (Track &track : tracks_) {
		if (track.encoder)
			track.encoder->startAt(start_us);
		else
			track.times.emplace(*track.source, *track.output, start_us);
	}
	return {};
}

Expected<void> Remuxer::begin(IndexPlace place)
{
	std::vector<const AVStream *> streams;
	streams.reserve(tracks_.size());
	for (const Track &track : tracks_)
		streams.push_back(&track.counted());
	room_bytes_ = place == IndexPlace::Reserved ? indexRoom_bytes(*input_, streams).value_or(0) : 0;

	AVDictionary *options = nullptr;
	if (room_bytes_ > 0)
		av_dict_set_int(&options, "moov_size", room_bytes_, 0);
	else
		av_dict_set(&options, "movflags", "+faststart", 0);
	const int result = avformat_write_header(output_.get(), &options);
	av_dict_free(&options);
	return result < 0 ? cannotWrite(result, "header") : Expected<void>();
}

Expected<void> Remuxer::addTrack(AVStream *source)
{
	AVStream *output = avformat_new_stream(output_.get(), nullptr);
	if (!output || avcodec_parameters_copy(output->codecpar, source->codecpar) < 0)
		return std::unexpected(fileError(ErrorKind::Internal, "media_internal", sourceFile_, "no memory"));
	source->discard = AVDISCARD_DEFAULT;
	if (source->codecpar->codec_type == AVMEDIA_TYPE_AUDIO && becomesAac(*source->codecpar)) {
		auto encoder = SoundEncoder::open(*source, *output);
		if (!encoder)
			return std::unexpected(fileError(ErrorKind::ClipUnfit, "remux_failed", sourceFile_,
							 "sound cannot be decoded"));
		tracks_.push_back({.source = source, .output = output, .encoder = std::move(encoder)});
		return {};
	}
	// Tags belong to the old container; Apple's players want hvc1 for H.265.
	output->codecpar->codec_tag = output->codecpar->codec_id == AV_CODEC_ID_HEVC ? MKTAG('h', 'v', 'c', '1') : 0;
	// Where container and codec differ, players believe the container; the muxer takes no two opinions.
	if (source->sample_aspect_ratio.num > 0)
		output->codecpar->sample_aspect_ratio = source->sample_aspect_ratio;
	output->sample_aspect_ratio = output->codecpar->sample_aspect_ratio;
	output->avg_frame_rate = source->avg_frame_rate;
	output->time_base = source->time_base;
	if (source->codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
		output->time_base = nominalFrameDuration(*source).value_or(source->time_base);
	tracks_.push_back({.source = source, .output = output});
	return {};
}

Expected<void> Remuxer::copyPackets()
{
	const Av::Packet packet(av_packet_alloc());
	if (!packet)
		return std::unexpected(fileError(ErrorKind::Internal, "media_internal", sourceFile_, "no memory"));
	while (true) {
		if (stop_.stop_requested())
			return cannotRead(AVERROR_EXIT);
		const int result = av_read_frame(input_.get(), packet.get());
		if (result == AVERROR_EOF)
			return {};
		if (result < 0)
			return cannotRead(result);
		if (auto copied = copyPacket(*packet); !copied)
			return copied;
		progress_.at(share() * (room_bytes_ > 0 ? 1.0 : kCopyingBeforeMoving));
	}
}

Expected<void> Remuxer::copyPacket(AVPacket &packet)
{
	Track *track = trackOf(packet);
	// A picture cannot begin before its first whole frame.
	const bool isTooEarly = track && !track->hasBegun &&
				track->source->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
				!(packet.flags & AV_PKT_FLAG_KEY);
	if (!track || isTooEarly) {
		av_packet_unref(&packet);
		return {};
	}
	track->hasBegun = true;
	joinedTimes_.apply(packet, *track->source);
	// An edit list hides what was trimmed away. What is hidden at the end goes; anywhere else it may be referred
	// to.
	if ((packet.flags & AV_PKT_FLAG_DISCARD) && track->unseen.size() < kMostUnseen) {
		track->unseen.emplace_back(av_packet_alloc());
		if (!track->unseen.back())
			return std::unexpected(
				fileError(ErrorKind::Internal, "media_internal", sourceFile_, "no memory"));
		av_packet_move_ref(track->unseen.back().get(), &packet);
		return {};
	}
	int result = 0;
	for (const auto &unseen : std::exchange(track->unseen, {}))
		result = result < 0 ? result : write(*track, *unseen);
	result = result < 0 ? result : write(*track, packet);
	return result < 0 ? cannotWrite(result, "packet") : Expected<void>();
}

int Remuxer::write(Track &track, AVPacket &packet)
{
	if (track.encoder) {
		const int result =
			track.encoder->encode(&packet, [&](AVPacket &encoded) { return mux(track, encoded); });
		av_packet_unref(&packet);
		return result;
	}
	track.times->apply(packet);
	packet.stream_index = track.output->index;
	return mux(track, packet);
}

int Remuxer::mux(Track &track, AVPacket &packet)
{
	track.packets++;
	return av_interleaved_write_frame(output_.get(), &packet);
}

// The muxer reports an index that is too long with the same number as any bad parameter.
bool Remuxer::isRoomTooSmall() const
{
	return room_bytes_ > 0 && std::ranges::any_of(tracks_, [this](const Track &track) {
		       return static_cast<double>(track.packets) > expectedSamples(*input_, track.counted());
	       });
}

Expected<Outcome> Remuxer::finish()
{
	if (!tracks_.front().hasBegun)
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "remux_failed", sourceFile_, "not one whole picture"));
	for (Track &track : tracks_) {
		if (!track.encoder)
			continue;
		const int result =
			track.encoder->encode(nullptr, [&](AVPacket &encoded) { return mux(track, encoded); });
		if (result < 0)
			return cannotWrite(result, "sound");
	}
	int result = av_write_trailer(output_.get());
	if (result == AVERROR(EINVAL) && isRoomTooSmall())
		return Outcome::IndexDidNotFit; // more frames than the source says
	if (result >= 0)
		result = output_->pb->error;
	if (result < 0)
		return cannotWrite(result, "trailer");
	result = avio_closep(&output_->pb);
	if (result < 0)
		return cannotWrite(result, "closing");
	progress_.at(1.0);
	return Outcome::Written;
}

Remuxer::Track *Remuxer::trackOf(const AVPacket &packet)
{
	for (Track &track : tracks_) {
		if (track.source->index == packet.stream_index)
			return &track;
	}
	return nullptr;
}

double Remuxer::share() const
{
	return static_cast<double>(avio_tell(input_->pb)) / static_cast<double>(size_bytes_);
}

std::unexpected<Error> Remuxer::cannotRead(int error) const
{
	if (error == AVERROR_EXIT || stop_.stop_requested())
		return std::unexpected(fileError(ErrorKind::Cancelled, "cancelled", sourceFile_, "stopped"));
	const bool isOutOfReach = error == AVERROR(EIO) || error == AVERROR(EACCES) || error == AVERROR(ENOENT);
	const std::string detail = "reading: " + Av::text(error);
	return std::unexpected(isOutOfReach ? fileError(ErrorKind::ClipFile, "file_unreadable", sourceFile_, detail)
					    : fileError(ErrorKind::ClipUnfit, "remux_failed", sourceFile_, detail));
}

std::unexpected<Error> Remuxer::cannotWrite(int error, const char *step) const
{
	if (error == AVERROR_EXIT || stop_.stop_requested())
		return std::unexpected(fileError(ErrorKind::Cancelled, "cancelled", sourceFile_, "stopped"));
	return std::unexpected(
		writingFailed(error, sourceFile_, std::string("writing, ") + step + ": " + Av::text(error)));
}

} // namespace

Expected<void> remuxToMp4(const std::filesystem::path &source, const std::filesystem::path &target,
			  const Progress &progress, std::stop_token stop)
{
	std::filesystem::path partial = target;
	partial += ".partial"; // what it is called until it is whole
	Leftover leftover(partial);
	auto outcome = Remuxer(source, partial, progress, stop).run(IndexPlace::Reserved);
	if (outcome == Outcome::IndexDidNotFit)
		outcome = Remuxer(source, partial, progress, stop).run(IndexPlace::Moved);
	if (!outcome)
		return std::unexpected(std::move(outcome.error()));

	const std::error_code failure = moveFile(partial, target);
	if (failure)
		return std::unexpected(
			fileError(ErrorKind::Disk, "folder_not_writable", target, "renaming: " + systemText(failure)));
	leftover.keep();
	return {};
}

} // namespace DirectPost::Media
