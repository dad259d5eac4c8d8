#include "Writing.hpp"
#include "IndexRoom.hpp"
#include "OpenFile.hpp"

#include <base/FileError.hpp>

#include <string>

namespace DirectPost::Media {

namespace {

class Mp4Writer {
public:
	Mp4Writer(const std::filesystem::path &file, const std::filesystem::path &named, ProgressMeter &progress,
		  const std::stop_token &stop)
		: file_(file), named_(named), progress_(progress), stop_(stop)
	{
	}

	Expected<void> open(const std::vector<std::unique_ptr<PacketSource>> &sources);
	Expected<void> writeAll(int64_t duration_us);
	Expected<void> finish();

private:
	struct Track {
		PacketSource *source = nullptr;
		AVStream *stream = nullptr;
		Av::Packet waiting; // the next one to write
		bool isAtEnd = false;
	};

	int64_t indexRoom_bytes() const;
	Expected<void> read(Track &track);
	Track *next();
	int64_t time_us(const Track &track) const;
	std::unexpected<Error> failed(int error, const char *step) const;

	const std::filesystem::path &file_;
	const std::filesystem::path &named_;
	ProgressMeter &progress_;
	const std::stop_token &stop_;
	Av::Output output_;
	std::vector<Track> tracks_;
};

Expected<void> Mp4Writer::open(const std::vector<std::unique_ptr<PacketSource>> &sources)
{
	AVFormatContext *context = nullptr;
	int result = avformat_alloc_output_context2(&context, nullptr, "mp4", Av::url(file_).c_str());
	if (result < 0)
		return failed(result, "no MP4 writer");
	output_.reset(context);
	output_->interrupt_callback = Av::interruptedBy(stop_);
	for (const auto &source : sources) {
		Track track;
		track.source = source.get();
		track.stream = avformat_new_stream(context, nullptr);
		track.waiting.reset(av_packet_alloc());
		if (!track.stream || !track.waiting)
			return std::unexpected(outOfMemory(named_));
		if (auto described = source->describe(*track.stream); !described)
			return described;
		track.stream->time_base = source->timeBase();
		tracks_.push_back(std::move(track));
	}
	result = avio_open2(&output_->pb, output_->url, AVIO_FLAG_WRITE, &output_->interrupt_callback, nullptr);
	if (result < 0)
		return failed(result, "cannot be created");
	AVDictionary *options = nullptr;
	if (const int64_t room_bytes = indexRoom_bytes(); room_bytes > 0)
		av_dict_set_int(&options, "moov_size", room_bytes, 0);
	else
		av_dict_set(&options, "movflags", "+faststart", 0);
	result = avformat_write_header(context, &options);
	av_dict_free(&options);
	return result < 0 ? failed(result, "header") : Expected<void>();
}

// With room in front the index is written there, and nothing has to be moved. 0: nobody knows how much it needs.
int64_t Mp4Writer::indexRoom_bytes() const
{
	int64_t pictures = 0;
	int64_t sounds = 0;
	for (const Track &track : tracks_) {
		const int64_t packets = track.source->mostPackets();
		if (packets == 0)
			return 0;
		const bool isPicture = track.stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO;
		(isPicture ? pictures : sounds) += packets;
	}
	return indexRoomOf_bytes(pictures, sounds);
}

Expected<void> Mp4Writer::writeAll(int64_t duration_us)
{
	for (Track &track : tracks_) {
		if (auto first = read(track); !first)
			return first;
	}
	while (Track *track = next()) {
		if (stop_.stop_requested())
			return failed(AVERROR_EXIT, "packet");
		if (track == &tracks_.front())
			progress_.at(static_cast<double>(time_us(*track)) /
				     static_cast<double>(std::max<int64_t>(1, duration_us)));
		av_packet_rescale_ts(track->waiting.get(), track->source->timeBase(), track->stream->time_base);
		track->waiting->stream_index = track->stream->index;
		track->waiting->pos = -1;
		const int result = av_interleaved_write_frame(output_.get(), track->waiting.get());
		if (result < 0)
			return failed(result, "packet");
		if (auto read = this->read(*track); !read)
			return read;
	}
	return {};
}

Expected<void> Mp4Writer::read(Track &track)
{
	const auto more = track.source->next(*track.waiting);
	if (!more)
		return std::unexpected(more.error());
	track.isAtEnd = !*more;
	return {};
}

Mp4Writer::Track *Mp4Writer::next()
{
	Track *earliest = nullptr;
	for (Track &track : tracks_) {
		if (!track.isAtEnd && (!earliest || time_us(track) < time_us(*earliest)))
			earliest = &track;
	}
	return earliest;
}

int64_t Mp4Writer::time_us(const Track &track) const
{
	return av_rescale_q(track.waiting->dts, track.source->timeBase(), kMicrosecond);
}

Expected<void> Mp4Writer::finish()
{
	int result = av_write_trailer(output_.get());
	result = result < 0 ? result : output_->pb->error;
	if (result < 0)
		return failed(result, "trailer");
	result = avio_closep(&output_->pb);
	return result < 0 ? failed(result, "closing") : Expected<void>();
}

std::unexpected<Error> Mp4Writer::failed(int error, const char *step) const
{
	if (error == AVERROR_EXIT || stop_.stop_requested())
		return std::unexpected(fileError(ErrorKind::Cancelled, "cancelled", named_, "stopped"));
	return std::unexpected(Av::writingFailed(error, named_, "encode_failed",
						 std::string("writing, ") + step + ": " + Av::text(error)));
}

} // namespace

Expected<void> writeMp4(const std::filesystem::path &file, const std::filesystem::path &named,
			const std::vector<std::unique_ptr<PacketSource>> &tracks, int64_t duration_us,
			ProgressMeter &progress, const std::stop_token &stop)
{
	Mp4Writer writer(file, named, progress, stop);
	if (auto opened = writer.open(tracks); !opened)
		return opened;
	if (auto written = writer.writeAll(duration_us); !written)
		return written;
	return writer.finish();
}

} // namespace DirectPost::Media
