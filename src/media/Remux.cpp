#include <media/Remux.hpp>
#include "Av.hpp"
#include "FileStructure.hpp"
#include "IndexRoom.hpp"
#include "JoinedTimes.hpp"
#include "Leftover.hpp"
#include "Measure.hpp"
#include "OutputTrack.hpp"
#include "PictureOrder.hpp"
#include "ProgressMeter.hpp"

#include <base/FileError.hpp>
#include <base/MoveFile.hpp>

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

namespace DirectPost::Media {

namespace {

// Moving the index to the front takes as long as copying but reports nothing.
constexpr double kCopyingBeforeMoving = 0.5;

constexpr size_t kMostEarly = 10'000; // packets of sound before the picture: over three minutes

// How the index of an MP4 gets to the front, where players want it, though it is known only at the end.
enum class IndexPlace {
	Reserved, // room is kept for it; the file is written once
	Moved,    // everything is moved behind it: all bytes are read and written once more
	AtTheEnd, // of a WebM, which is played from its head
};

enum class Outcome {
	Written = 1,
	IndexDidNotFit, // into the room that was reserved for it
	SoundChanged,   // in mid-stream: it cannot be copied
};

class Remuxer {
public:
	Remuxer(const std::filesystem::path &source, const std::filesystem::path &partial, const Progress &progress,
		const std::stop_token &stop)
		: sourceFile_(source), partialFile_(partial), progress_(progress), stop_(stop)
	{
	}

	Expected<Outcome> run(IndexPlace place, OutputTrack::Sound sound);

private:
	Expected<void> openSource();
	Expected<void> openOutput(IndexPlace place, OutputTrack::Sound sound);
	Expected<void> writeHeader(IndexPlace place);
	Expected<Outcome> copyPackets();
	int copy(AVPacket *packet);
	int copy(OutputTrack &track, AVPacket &packet);
	int take(OutputTrack &track, AVPacket &packet);
	int begin(AVPacket &firstPicture);
	bool isRoomTooSmall() const;
	Expected<Outcome> finish();
	OutputTrack *trackOf(const AVPacket &packet);
	double share() const;

	std::unexpected<Error> cannotRead(int error) const;
	std::unexpected<Error> cannotWrite(int error, const char *step) const;

	const std::filesystem::path &sourceFile_;
	const std::filesystem::path &partialFile_;
	ProgressMeter progress_;
	const std::stop_token &stop_;
	Av::Input input_;
	Av::Output output_;
	std::deque<OutputTrack> tracks_; // the picture, then the sound, if there is any
	std::optional<PictureOrder> pictureOrder_;
	std::map<int, Av::Packet> damaged_; // by the stream's index
	std::deque<Av::Packet> early_;      // sound that was met before the picture
	bool hasBegun_ = false;
	bool isCutShort_ = false;
	int64_t size_bytes_ = 0;
	std::optional<JoinedTimes> joinedTimes_;
	int64_t room_bytes_ = 0; // for the index; 0: there is none
	bool isMovedLater_ = false;
};

Expected<Outcome> Remuxer::run(IndexPlace place, OutputTrack::Sound sound)
{
	if (auto opened = openSource(); !opened)
		return std::unexpected(std::move(opened.error()));
	size_bytes_ = std::max<int64_t>(1, avio_size(input_->pb));

	if (auto opened = openOutput(place, sound); !opened)
		return std::unexpected(std::move(opened.error()));
	auto copied = copyPackets();
	return copied == Outcome::Written ? finish() : copied;
}

Expected<void> Remuxer::openSource()
{
	auto input = openMeasured(sourceFile_, stop_);
	if (!input)
		return std::unexpected(std::move(input.error()));
	if (!Av::videoOf(**input))
		return std::unexpected(Av::noPicture(sourceFile_));
	const auto structure = structureOf(sourceFile_);
	if (!structure)
		return std::unexpected(structure.error());
	if (structure->reach_ms > 0)
		(*input)->duration = av_rescale(structure->reach_ms, AV_TIME_BASE, 1000);
	if (structure->isJoined) { // the head speaks of the first recording alone
		const auto measured_us = measuredDuration_us(sourceFile_, stop_);
		if (!measured_us)
			return std::unexpected(measured_us.error());
		(*input)->duration = *measured_us;
	}
	isCutShort_ = structure->isCutShort();
	input_ = std::move(*input);
	joinedTimes_.emplace(*input_->iformat);
	return {};
}

Expected<void> Remuxer::openOutput(IndexPlace place, OutputTrack::Sound sound)
{
	AVFormatContext *context = nullptr;
	const char *format = place == IndexPlace::AtTheEnd ? "webm" : "mp4";
	int result = avformat_alloc_output_context2(&context, nullptr, format, Av::url(partialFile_).c_str());
	if (result < 0)
		return cannotWrite(result, "no writer");
	output_.reset(context);
	output_->interrupt_callback = Av::interruptedBy(stop_);

	for (unsigned i = 0; i < input_->nb_streams; i++)
		input_->streams[i]->discard = AVDISCARD_ALL;
	for (AVStream *stream : {Av::videoOf(*input_), Av::audioOf(*input_)}) {
		if (!stream)
			continue;
		result = tracks_.emplace_back(*stream, *output_).open(sound);
		if (result < 0)
			return cannotWrite(result, "a track");
	}
	pictureOrder_.emplace(tracks_.front().source());

	result = avio_open2(&output_->pb, output_->url, AVIO_FLAG_WRITE, &output_->interrupt_callback, nullptr);
	return result < 0 ? cannotWrite(result, "cannot be created") : writeHeader(place);
}

Expected<void> Remuxer::writeHeader(IndexPlace place)
{
	std::vector<const AVStream *> streams;
	streams.reserve(tracks_.size());
	for (const OutputTrack &track : tracks_)
		streams.push_back(&track.counted());
	room_bytes_ = place == IndexPlace::Reserved ? indexRoom_bytes(*input_, streams).value_or(0) : 0;

	isMovedLater_ = place != IndexPlace::AtTheEnd && room_bytes_ == 0;
	AVDictionary *options = nullptr;
	if (room_bytes_ > 0)
		av_dict_set_int(&options, "moov_size", room_bytes_, 0);
	if (isMovedLater_)
		av_dict_set(&options, "movflags", "+faststart", 0);
	const int result = avformat_write_header(output_.get(), &options);
	av_dict_free(&options);
	return result < 0 ? cannotWrite(result, "header") : Expected<void>();
}

Expected<Outcome> Remuxer::copyPackets()
{
	const Av::Packet packet(av_packet_alloc());
	if (!packet)
		return cannotRead(AVERROR(ENOMEM));
	while (true) {
		if (stop_.stop_requested())
			return cannotRead(AVERROR_EXIT);
		int result = Av::readPacket(*input_, *packet);
		// An index may point to what is not there any more.
		const bool isAtEnd = result == AVERROR_EOF || (isCutShort_ && result == AVERROR_INVALIDDATA);
		if (result < 0 && !isAtEnd)
			return cannotRead(result);
		result = copy(isAtEnd ? nullptr : packet.get());
		av_packet_unref(packet.get());
		if (result == AVERROR_INPUT_CHANGED)
			return Outcome::SoundChanged;
		if (result < 0)
			return cannotWrite(result, "packet");
		if (isAtEnd)
			return Outcome::Written;
		progress_.at(share() * (isMovedLater_ ? kCopyingBeforeMoving : 1.0));
	}
}

// Null: there are no more. What is damaged goes where nothing follows it, like the half picture at the end of what a
// crash left; elsewhere what follows may be decoded with its help.
int Remuxer::copy(AVPacket *packet)
{
	if (!packet)
		return pictureOrder_->apply(nullptr, [&](AVPacket &ordered) { return take(tracks_.front(), ordered); });
	OutputTrack *track = trackOf(*packet);
	if (!track)
		return 0;
	int result = 0;
	if (auto damaged = damaged_.extract(packet->stream_index))
		result = copy(*track, *damaged.mapped());
	if (!(packet->flags & AV_PKT_FLAG_CORRUPT))
		return result < 0 ? result : copy(*track, *packet);
	Av::Packet kept(av_packet_alloc());
	if (!kept)
		return AVERROR(ENOMEM);
	av_packet_move_ref(kept.get(), packet);
	damaged_.emplace(kept->stream_index, std::move(kept));
	return result;
}

int Remuxer::copy(OutputTrack &track, AVPacket &packet)
{
	joinedTimes_->apply(packet, track.source());
	if (&track != &tracks_.front())
		return take(track, packet);
	return pictureOrder_->apply(&packet, [&](AVPacket &ordered) { return take(track, ordered); });
}

// The clip begins with its first whole picture; what is heard before is left out.
int Remuxer::take(OutputTrack &track, AVPacket &packet)
{
	if (hasBegun_)
		return track.copy(packet);
	if (&track == &tracks_.front())
		return (packet.flags & AV_PKT_FLAG_KEY) ? begin(packet) : 0;
	if (early_.size() == kMostEarly)
		early_.pop_front();
	early_.emplace_back(av_packet_alloc());
	if (!early_.back())
		return AVERROR(ENOMEM);
	av_packet_move_ref(early_.back().get(), &packet);
	return 0;
}

int Remuxer::begin(AVPacket &firstPicture)
{
	OutputTrack &picture = tracks_.front();
	const AVStream &source = picture.source();
	int64_t start = firstPicture.pts != AV_NOPTS_VALUE ? firstPicture.pts : firstPicture.dts;
	if ((firstPicture.flags & AV_PKT_FLAG_DISCARD) || start == AV_NOPTS_VALUE)
		start = source.start_time; // an edit list hides this one
	const int64_t start_us =
		start == AV_NOPTS_VALUE ? 0 : av_rescale_q(start, source.time_base, AVRational{1, AV_TIME_BASE});
	for (OutputTrack &track : tracks_)
		track.startAt(start_us);

	hasBegun_ = true;
	int result = picture.copy(firstPicture);
	for (const Av::Packet &sound : std::exchange(early_, {}))
		result = result < 0 ? result : tracks_.back().copy(*sound);
	return result;
}

// The muxer reports an index that is too long with the same number as any bad parameter.
bool Remuxer::isRoomTooSmall() const
{
	return room_bytes_ > 0 && std::ranges::any_of(tracks_, [this](const OutputTrack &track) {
		       return static_cast<double>(track.packets()) > expectedSamples(*input_, track.counted());
	       });
}

Expected<Outcome> Remuxer::finish()
{
	if (!hasBegun_)
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "no_picture", sourceFile_, "not one whole picture"));
	for (OutputTrack &track : tracks_) {
		if (const int result = track.finish(); result < 0)
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

OutputTrack *Remuxer::trackOf(const AVPacket &packet)
{
	const auto track = std::ranges::find(tracks_, packet.stream_index,
					     [](const OutputTrack &one) { return one.source().index; });
	return track == tracks_.end() ? nullptr : &*track;
}

double Remuxer::share() const
{
	return static_cast<double>(avio_tell(input_->pb)) / static_cast<double>(size_bytes_);
}

std::unexpected<Error> Remuxer::cannotRead(int error) const
{
	return std::unexpected(Av::readingFailed(error, sourceFile_, "remux_failed", stop_));
}

std::unexpected<Error> Remuxer::cannotWrite(int error, const char *step) const
{
	if (error == AVERROR_EXIT || stop_.stop_requested())
		return std::unexpected(fileError(ErrorKind::Cancelled, "cancelled", sourceFile_, "stopped"));
	return std::unexpected(Av::writingFailed(error, sourceFile_, "remux_failed",
						 std::string("writing, ") + step + ": " + Av::text(error)));
}

// Tries one place after the other.
Expected<void> remux(std::initializer_list<IndexPlace> places, const std::filesystem::path &source,
		     const std::filesystem::path &target, const Progress &progress, const std::stop_token &stop)
{
	std::filesystem::path partial = target;
	partial += ".partial"; // what it is called until it is whole
	Leftover leftover(partial);
	Expected<Outcome> outcome = Outcome::IndexDidNotFit;
	const auto run = [&](IndexPlace place, OutputTrack::Sound sound) {
		return Remuxer(source, partial, progress, stop).run(place, sound);
	};
	auto sound = OutputTrack::Sound::CopiedWhereItFits;
	for (auto place = places.begin(); outcome == Outcome::IndexDidNotFit && place != places.end(); ++place) {
		outcome = run(*place, sound);
		if (outcome == Outcome::SoundChanged) {
			sound = OutputTrack::Sound::Encoded;
			outcome = run(*place, sound);
		}
	}
	if (!outcome)
		return std::unexpected(std::move(outcome.error()));

	const std::error_code failure = moveFile(partial, target);
	if (failure)
		return std::unexpected(
			fileError(ErrorKind::Disk, "folder_not_writable", target, "renaming: " + systemText(failure)));
	leftover.keep();
	return {};
}

} // namespace

Expected<void> remuxToMp4(const std::filesystem::path &source, const std::filesystem::path &target,
			  const Progress &progress, std::stop_token stop)
{
	return remux({IndexPlace::Reserved, IndexPlace::Moved}, source, target, progress, stop);
}

Expected<void> remuxToWebM(const std::filesystem::path &source, const std::filesystem::path &target,
			   const Progress &progress, std::stop_token stop)
{
	return remux({IndexPlace::AtTheEnd}, source, target, progress, stop);
}

} // namespace DirectPost::Media
