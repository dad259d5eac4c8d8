#include "PlannedPictures.hpp"
#include "PictureFilters.hpp"

#include <base/FileError.hpp>

#include <cmath>
#include <format>
#include <utility>

namespace DirectPost::Media {

namespace {

std::string sinkOf(const std::string &format)
{
	return ",format=" + format + ",buffersink@out";
}

} // namespace

Expected<void> PlannedPictures::open()
{
	auto decoded = DecodedPictures::open(facts_.file, stop_);
	if (!decoded)
		return std::unexpected(std::move(decoded.error()));
	decoded_ = std::move(*decoded);
	decoded_->seek(part_.start_us);
	frame_.reset(av_frame_alloc());
	if (!frame_)
		return std::unexpected(outOfMemory(facts_.file));
	if (!part_.isToEnd)
		most_ = std::llround(static_cast<double>(part_.duration_us) * rate_.perSecond() / AV_TIME_BASE);
	most_ = std::max<int64_t>(1, most_);
	return {};
}

Expected<bool> PlannedPictures::next(AVFrame &frame)
{
	while (ready_.empty()) {
		const auto more = nextEven(*frame_);
		if (!more)
			return more;
		if (auto done = *more ? layOut(*frame_) : drainLayout(); !done)
			return std::unexpected(std::move(done.error()));
		if (!*more && ready_.empty())
			return false;
	}
	av_frame_move_ref(&frame, ready_.front().get());
	ready_.pop_front();
	return true;
}

Expected<bool> PlannedPictures::nextEven(AVFrame &frame)
{
	while (taken_ < most_) {
		const int result = even_ ? even_->pull(frame) : AVERROR(EAGAIN);
		if (result >= 0) {
			frame.pts = taken_++;
			return true;
		}
		if (result == AVERROR_EOF)
			return false;
		if (result != AVERROR(EAGAIN))
			return failed(result);
		if (auto pushed = pushDecoded(); !pushed)
			return std::unexpected(std::move(pushed.error()));
		if (!even_)
			return false; // not one picture
	}
	return false;
}

Expected<void> PlannedPictures::pushDecoded()
{
	auto more = decoded_->next(*frame_);
	// Whatever the file says, a millisecond is less than a picture.
	while (more && *more && frame_->pts < part_.start_us - 1000)
		more = decoded_->next(*frame_);
	if (!more)
		return std::unexpected(std::move(more.error()));
	if (!*more && !even_)
		return {};
	if (!even_) {
		auto graph = FilterGraph::make(
			pictureSource(*frame_, kMicrosecond, {rate_.numerator, rate_.denominator}) + "," +
			normalising(facts_) +
			std::format(",fps={}/{}:start_time=0:round=near", rate_.numerator, rate_.denominator) +
			sinkOf("yuv420p"));
		if (!graph)
			return std::unexpected(std::move(graph.error()));
		even_ = std::move(*graph);
	}
	if (*more)
		frame_->pts -= part_.start_us;
	const int result = even_->push(0, *more ? frame_.get() : nullptr);
	return result < 0 ? failed(result) : Expected<void>();
}

Expected<void> PlannedPictures::layOut(AVFrame &frame)
{
	const int64_t source_us =
		part_.start_us + av_rescale_q(frame.pts, {rate_.denominator, rate_.numerator}, kMicrosecond);
	const PictureLayout &layout = plan_.layoutAt(source_us / 1000);
	if (current_ != layout) {
		if (auto begun = beginLayout(layout, frame); !begun)
			return begun;
	}
	int result = layout_->push(0, &frame);
	while (result >= 0) {
		Av::Frame laidOut(av_frame_alloc());
		result = laidOut ? layout_->pull(*laidOut) : AVERROR(ENOMEM);
		if (result >= 0)
			ready_.push_back(std::move(laidOut));
	}
	return result == AVERROR(EAGAIN) || result == AVERROR_EOF ? Expected<void>() : failed(result);
}

Expected<void> PlannedPictures::beginLayout(const PictureLayout &layout, const AVFrame &frame)
{
	if (auto drained = drainLayout(); !drained)
		return drained;
	const std::string source =
		pictureSource(frame, {rate_.denominator, rate_.numerator}, {rate_.numerator, rate_.denominator});
	auto graph = FilterGraph::make(source + "," + layingOut(facts_, layout, size_) + ",setsar=1" + sinkOf(format_));
	if (!graph)
		return std::unexpected(std::move(graph.error()));
	layout_ = std::move(*graph);
	current_ = layout;
	return {};
}

Expected<void> PlannedPictures::drainLayout()
{
	if (!layout_)
		return {};
	int result = layout_->push(0, nullptr);
	while (result >= 0) {
		Av::Frame laidOut(av_frame_alloc());
		result = laidOut ? layout_->pull(*laidOut) : AVERROR(ENOMEM);
		if (result >= 0)
			ready_.push_back(std::move(laidOut));
	}
	layout_.reset();
	current_.reset();
	return result == AVERROR_EOF || result == AVERROR(EAGAIN) ? Expected<void>() : failed(result);
}

std::unexpected<Error> PlannedPictures::failed(int error) const
{
	return std::unexpected(
		fileError(ErrorKind::ClipUnfit, "encode_failed", facts_.file, "filters: " + Av::text(error)));
}

Expected<Av::Frame> plannedPicture(const MediaFacts &facts, const PictureLayout &layout, AVFrame &decoded, Size size,
				   const std::string &format)
{
	auto graph = FilterGraph::make(pictureSource(decoded, kMicrosecond, {30, 1}) + "," + normalising(facts) + "," +
					       layingOut(facts, layout, size) + sinkOf(format),
				       1);
	if (!graph)
		return std::unexpected(std::move(graph.error()));
	Av::Frame frame(av_frame_alloc());
	int result = frame ? graph->push(0, &decoded) : AVERROR(ENOMEM);
	result = result < 0 ? result : graph->push(0, nullptr);
	result = result < 0 ? result : graph->pull(*frame);
	if (result < 0)
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "encode_failed", facts.file, "filters: " + Av::text(result)));
	return frame;
}

} // namespace DirectPost::Media
