#include "CopiedPicture.hpp"
#include "DecodedPictures.hpp"
#include "OpenFile.hpp"
#include "PictureEncoder.hpp"
#include "PictureTimes.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <cstring>
#include <deque>
#include <format>
#include <utility>

extern "C" {
#include <libavcodec/bsf.h>
}

namespace DirectPost::Media {

namespace {

// Parameter sets lie in the track's description, where both the recording's and ours have their place.
constexpr const char *kBareUnits = "h264_mp4toannexb,filter_units=remove_types=7-8";
constexpr size_t kPicturesAround = 4; // on each side of a seam
constexpr const char *kWithParameterSets = "h264_mp4toannexb";

struct FreeBitstreamFilter {
	void operator()(AVBSFContext *context) const { av_bsf_free(&context); }
};
using BitstreamFilter = std::unique_ptr<AVBSFContext, FreeBitstreamFilter>;

BitstreamFilter bitstreamFilter(const char *names, const AVStream &stream)
{
	AVBSFContext *context = nullptr;
	if (av_bsf_list_parse_str(names, &context) < 0)
		return nullptr;
	BitstreamFilter filter(context);
	if (avcodec_parameters_copy(filter->par_in, stream.codecpar) < 0)
		return nullptr;
	filter->time_base_in = stream.time_base;
	return av_bsf_init(filter.get()) < 0 ? nullptr : std::move(filter);
}

// Of the pictures that go by, those around the two ends of a stretch.
class SeamPictures {
public:
	SeamPictures(int64_t from_us, int64_t to_us) : from_us_(from_us), to_us_(to_us) {}

	// False where there is no memory.
	bool take(const AVFrame &frame)
	{
		Av::Frame kept(av_frame_clone(&frame));
		if (!kept)
			return false;
		if (frame.pts >= to_us_) {
			behind_++;
			last_.push_back(std::move(kept));
		} else if (frame.pts >= from_us_ && inside_ < kPicturesAround) {
			inside_++;
			first_.push_back(std::move(kept));
		} else {
			auto &latest = frame.pts < from_us_ ? first_ : last_;
			latest.push_back(std::move(kept));
			if (latest.size() > kPicturesAround)
				latest.pop_front();
		}
		return true;
	}

	bool areComplete() const { return behind_ == kPicturesAround; }

	void addTo(std::vector<PictureRun> &runs)
	{
		for (auto *pictures : {&first_, &last_}) {
			PictureRun run(std::make_move_iterator(pictures->begin()),
				       std::make_move_iterator(pictures->end()));
			if (!run.empty())
				runs.push_back(std::move(run));
		}
	}

private:
	const int64_t from_us_;
	const int64_t to_us_;
	std::deque<Av::Frame> first_; // before the beginning and behind it
	std::deque<Av::Frame> last_;  // before the end and behind it
	size_t inside_ = 0;
	size_t behind_ = 0;
};

// Pictures of one stretch of a file, encoded so that they can be joined to its own.
class SeamEncoder {
public:
	explicit SeamEncoder(const std::filesystem::path &file) : file_(file) {}

	// From the picture at `from_us` up to the one at `to_us`, which is not taken. Adds to `runs` what lies around
	// both, but nothing before `first_us`.
	Expected<void> encode(DecodedPictures &pictures, int64_t first_us, int64_t from_us, int64_t to_us,
			      std::vector<PictureRun> &runs);
	// One packet for each picture, in order.
	std::vector<Av::Packet> take() { return std::move(packets_); }
	// What decodes them, with start codes.
	const AVCodecContext *context() const { return encoder_ ? &encoder_->context() : nullptr; }

private:
	Expected<void> send(AVFrame *frame);

	const std::filesystem::path &file_;
	std::optional<PictureEncoder> encoder_;
	std::vector<Av::Packet> packets_;
};

Expected<void> SeamEncoder::encode(DecodedPictures &pictures, int64_t first_us, int64_t from_us, int64_t to_us,
				   std::vector<PictureRun> &runs)
{
	auto encoder = PictureEncoder::openLike(*pictures.file().video, kMicrosecond);
	if (!encoder)
		return std::unexpected(std::move(encoder.error()));
	encoder_ = std::move(*encoder);
	const Av::Frame frame(av_frame_alloc());
	if (!frame)
		return std::unexpected(outOfMemory(file_));
	SeamPictures around(from_us, to_us);
	const int64_t picture_us = pictureDuration_us(*pictures.file().video);
	pictures.seek(std::max(first_us, from_us - static_cast<int64_t>(kPicturesAround) * picture_us));
	while (!around.areComplete()) {
		const auto more = pictures.next(*frame);
		if (!more)
			return std::unexpected(more.error());
		if (!*more)
			break;
		if (!around.take(*frame))
			return std::unexpected(outOfMemory(file_));
		const bool isInside = frame->pts >= from_us && frame->pts < to_us;
		if (auto sent = isInside ? send(frame.get()) : Expected<void>(); !sent)
			return sent;
	}
	around.addTo(runs);
	return send(nullptr);
}

Expected<void> SeamEncoder::send(AVFrame *frame)
{
	int result = encoder_->send(frame);
	while (result >= 0) {
		Av::Packet packet(av_packet_alloc());
		if (!packet)
			return std::unexpected(outOfMemory(file_));
		result = encoder_->receive(*packet);
		if (result >= 0)
			packets_.push_back(std::move(packet));
	}
	if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
		return {};
	return std::unexpected(fileError(ErrorKind::ClipUnfit, "encode_failed", file_, Av::text(result)));
}

class CopiedPicture : public PacketSource {
public:
	CopiedPicture(const Inspected &source, const KeptPart &part, const PictureCut &cut, const std::stop_token &stop)
		: path_(source.facts.file), file_(source.file), part_(part), cut_(cut), stop_(stop)
	{
	}

	Expected<void> open(std::vector<PictureRun> &aroundSeams);
	Expected<void> describe(AVStream &track) override;
	Expected<bool> next(AVPacket &packet) override;
	AVRational timeBase() const override { return times_.timeBase; }
	int64_t mostPackets() const override { return static_cast<int64_t>(times_.shown.size()); }

private:
	Expected<void> encodeEdges(std::vector<PictureRun> &aroundSeams);
	void layTimes();
	Expected<void> readCopied(AVPacket &packet);
	Expected<void> appendParameterSets(AVCodecParameters &track) const;
	std::unexpected<Error> failed(const std::string &detail) const;

	const std::filesystem::path &path_;
	const OpenFile &file_;
	const KeptPart &part_;
	const PictureCut cut_;
	const std::stop_token &stop_;
	BitstreamFilter bareUnits_; // where something is encoded
	std::optional<SeamEncoder> headEncoder_;
	std::optional<SeamEncoder> tailEncoder_;
	std::vector<Av::Packet> head_;
	std::vector<Av::Packet> tail_;
	PictureTimes times_;
	size_t next_ = 0; // in decoding order, over head, copied ones and tail
};

Expected<void> CopiedPicture::open(std::vector<PictureRun> &aroundSeams)
{
	file_.readOnly({file_.video});
	if (cut_.encodedPictures() > 0) {
		bareUnits_ = bitstreamFilter(kBareUnits, *file_.video);
		if (!bareUnits_)
			return failed("no filter for its bitstream");
		if (auto encoded = encodeEdges(aroundSeams); !encoded)
			return encoded;
	}
	layTimes();
	file_.seekToKeyFrame(cut_.copied_us);
	return {};
}

Expected<void> CopiedPicture::encodeEdges(std::vector<PictureRun> &aroundSeams)
{
	auto again = openAgain(*file_.input, path_, stop_);
	if (!again)
		return std::unexpected(std::move(again.error()));
	auto decoded = DecodedPictures::open(std::move(*again), path_, stop_);
	if (!decoded)
		return std::unexpected(std::move(decoded.error()));
	if (cut_.headPictures > 0) {
		headEncoder_.emplace(path_);
		if (auto encoded =
			    headEncoder_->encode(*decoded, part_.start_us, part_.start_us, cut_.copied_us, aroundSeams);
		    !encoded)
			return encoded;
		head_ = headEncoder_->take();
	}
	if (cut_.tailPictures > 0) {
		tailEncoder_.emplace(path_);
		const int64_t end_us =
			part_.isToEnd ? INT64_MAX : part_.end_us() - pictureDuration_us(*file_.video) / 2;
		if (auto encoded = tailEncoder_->encode(*decoded, part_.start_us, cut_.tail_us, end_us, aroundSeams);
		    !encoded)
			return encoded;
		tail_ = tailEncoder_->take();
	}
	if (head_.size() != cut_.headPictures || tail_.size() != cut_.tailPictures)
		return failed(std::format("{} and {} pictures at the edges, not {} and {}", head_.size(), tail_.size(),
					  cut_.headPictures, cut_.tailPictures));
	return {};
}

void CopiedPicture::layTimes()
{
	std::vector<int64_t> times_us;
	for (const auto &packet : head_)
		times_us.push_back(packet->pts - part_.start_us);
	for (size_t i = cut_.copyBegin; i < cut_.copyEnd; i++)
		times_us.push_back(part_.packets[i].time_us - part_.start_us);
	for (const auto &packet : tail_)
		times_us.push_back(packet->pts - part_.start_us);
	const int64_t tick_us = av_rescale_q_rnd(1, file_.video->time_base, kMicrosecond, AV_ROUND_UP);
	times_ = pictureTimes(times_us, rateOf(*file_.video), tick_us + 1);
}

Expected<void> CopiedPicture::describe(AVStream &track)
{
	AVCodecParameters &description = *track.codecpar;
	if (avcodec_parameters_copy(&description, file_.video->codecpar) < 0)
		return std::unexpected(outOfMemory(path_));
	description.codec_tag = description.codec_id == AV_CODEC_ID_HEVC ? MKTAG('h', 'v', 'c', '1') : 0;
	if (file_.video->sample_aspect_ratio.num > 0)
		description.sample_aspect_ratio = file_.video->sample_aspect_ratio;
	track.sample_aspect_ratio = description.sample_aspect_ratio;
	track.avg_frame_rate = file_.video->avg_frame_rate;
	return cut_.encodedPictures() > 0 ? appendParameterSets(description) : Expected<void>();
}

// The recording's own first: the description's profile is theirs.
Expected<void> CopiedPicture::appendParameterSets(AVCodecParameters &track) const
{
	const BitstreamFilter whole = bitstreamFilter(kWithParameterSets, *file_.video);
	if (!whole || whole->par_out->extradata_size <= 0)
		return failed("no parameter sets");
	const AVCodecContext *encoder = headEncoder_ ? headEncoder_->context() : tailEncoder_->context();
	const auto ownSize = static_cast<size_t>(whole->par_out->extradata_size);
	const auto moreSize = static_cast<size_t>(encoder->extradata_size);
	auto *both = static_cast<uint8_t *>(av_mallocz(ownSize + moreSize + AV_INPUT_BUFFER_PADDING_SIZE));
	if (!both)
		return std::unexpected(outOfMemory(path_));
	std::memcpy(both, whole->par_out->extradata, ownSize);
	std::memcpy(both + ownSize, encoder->extradata, moreSize);
	av_freep(&track.extradata);
	track.extradata = both;
	track.extradata_size = static_cast<int>(ownSize + moreSize);
	return {};
}

Expected<bool> CopiedPicture::next(AVPacket &packet)
{
	const size_t copied = cut_.copyEnd - cut_.copyBegin;
	if (next_ == head_.size() + copied + tail_.size())
		return false;
	if (next_ < head_.size()) {
		av_packet_move_ref(&packet, head_[next_].get());
	} else if (next_ < head_.size() + copied) {
		if (auto read = readCopied(packet); !read)
			return std::unexpected(std::move(read.error()));
	} else {
		av_packet_move_ref(&packet, tail_[next_ - head_.size() - copied].get());
	}
	packet.pts = times_.shown[next_];
	packet.dts = times_.decoded[next_];
	packet.duration = times_.duration;
	next_++;
	return true;
}

Expected<void> CopiedPicture::readCopied(AVPacket &packet)
{
	const int64_t wanted_us = part_.packets[cut_.copyBegin + next_ - head_.size()].time_us;
	const bool isFirst = next_ == head_.size();
	while (true) {
		const int result = Av::readPacket(*file_.input, packet);
		if (result < 0 || stop_.stop_requested())
			return std::unexpected(readingFailed(result, path_, stop_));
		const bool isPicture = packet.stream_index == file_.video->index;
		const bool isWanted = isPicture && packet.pts != AV_NOPTS_VALUE &&
				      file_.time_us(packet.pts, *file_.video) == wanted_us;
		if (isWanted)
			break;
		av_packet_unref(&packet);
		if (isPicture && !isFirst)
			return failed("other packets than before");
	}
	if (!bareUnits_)
		return {};
	int result = av_bsf_send_packet(bareUnits_.get(), &packet);
	result = result < 0 ? result : av_bsf_receive_packet(bareUnits_.get(), &packet);
	return result < 0 ? failed("bitstream: " + Av::text(result)) : Expected<void>();
}

std::unexpected<Error> CopiedPicture::failed(const std::string &detail) const
{
	return std::unexpected(fileError(ErrorKind::ClipUnfit, "encode_failed", path_, detail));
}

} // namespace

Expected<std::unique_ptr<PacketSource>> copiedPicture(const Inspected &source, const KeptPart &part,
						      const PictureCut &cut, std::vector<PictureRun> &aroundSeams,
						      const std::stop_token &stop)
{
	auto picture = std::make_unique<CopiedPicture>(source, part, cut, stop);
	if (auto opened = picture->open(aroundSeams); !opened)
		return std::unexpected(std::move(opened.error()));
	return picture;
}

} // namespace DirectPost::Media
