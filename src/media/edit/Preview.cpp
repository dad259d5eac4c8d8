#include <media/Preview.hpp>
#include "DecodedPictures.hpp"
#include "Inspect.hpp"
#include "PictureFilters.hpp"
#include "PlannedPictures.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace DirectPost::Media {

namespace {

constexpr int64_t kRollForward_us = 500'000; // decoding on takes no longer than seeking then
constexpr int kRgbaBytes = 4;

Size fittingInto(Size picture, Size box)
{
	const double scale = std::min({1.0, static_cast<double>(box.width_px) / std::max(1, picture.width_px),
				       static_cast<double>(box.height_px) / std::max(1, picture.height_px)});
	return {std::max(2, static_cast<int>(std::lround(picture.width_px * scale))),
		std::max(2, static_cast<int>(std::lround(picture.height_px * scale)))};
}

Picture pictureOf(const AVFrame &frame)
{
	Picture picture{frame.width, frame.height, {}};
	const size_t row_bytes = static_cast<size_t>(frame.width) * kRgbaBytes;
	picture.rgba.reserve(row_bytes * static_cast<size_t>(frame.height));
	for (int y = 0; y < frame.height; y++) {
		const uint8_t *row = frame.data[0] + static_cast<ptrdiff_t>(y) * frame.linesize[0];
		picture.rgba.insert(picture.rgba.end(), row, row + row_bytes);
	}
	return picture;
}

class PreviewFile : public Preview {
public:
	Expected<void> open(const std::filesystem::path &file, const std::stop_token &stop);
	const MediaFacts &facts() const override { return facts_; }
	Expected<Shown> frameAt(int64_t time_ms, Seek seek, Size box, const std::stop_token &stop) override;
	Expected<Shown> plannedFrameAt(const EditPlan &plan, int64_t time_ms, Seek seek, Size box,
				       const std::stop_token &stop) override;
	Expected<Shown> nextFrame(Size box, const std::stop_token &stop) override;
	Expected<Shown> nextPlannedFrame(const EditPlan &plan, Size box, const std::stop_token &stop) override;
	Expected<void> filmstrip(int64_t from_ms, int64_t to_ms, int count, Size box, const TakeFrame &take,
				 const std::stop_token &stop) override;

private:
	Expected<void> decodeAt(int64_t time_ms, Seek seek);
	Expected<bool> decodeNext();
	Expected<Shown> shown(const EditPlan &plan, Size box);

	MediaFacts facts_;
	std::stop_token stop_; // of the call that is under way: the open file looks at this one
	std::optional<DecodedPictures> pictures_;
	Av::Frame frame_{av_frame_alloc()};
	std::optional<int64_t> last_us_;  // that was decoded, while decoding can go on from it
	std::optional<int64_t> alone_us_; // of the key frame that was decoded by itself
};

Expected<void> PreviewFile::open(const std::filesystem::path &file, const std::stop_token &stop)
{
	stop_ = stop;
	auto inspected = openInspected(file, stop_);
	if (!inspected)
		return std::unexpected(std::move(inspected.error()));
	facts_ = std::move(inspected->facts);
	auto pictures = DecodedPictures::open(std::move(inspected->file), file, stop_);
	if (!pictures)
		return std::unexpected(std::move(pictures.error()));
	pictures_ = std::move(*pictures);
	return frame_ ? Expected<void>() : std::unexpected(outOfMemory(facts_.file));
}

Expected<Preview::Shown> PreviewFile::frameAt(int64_t time_ms, Seek seek, Size box, const std::stop_token &stop)
{
	return plannedFrameAt({}, time_ms, seek, box, stop);
}

Expected<Preview::Shown> PreviewFile::plannedFrameAt(const EditPlan &plan, int64_t time_ms, Seek seek, Size box,
						     const std::stop_token &stop)
{
	stop_ = stop;
	if (auto decoded = decodeAt(time_ms, seek); !decoded)
		return std::unexpected(std::move(decoded.error()));
	return shown(plan, box);
}

Expected<Preview::Shown> PreviewFile::nextFrame(Size box, const std::stop_token &stop)
{
	return nextPlannedFrame({}, box, stop);
}

Expected<Preview::Shown> PreviewFile::nextPlannedFrame(const EditPlan &plan, Size box, const std::stop_token &stop)
{
	stop_ = stop;
	const auto more = decodeNext();
	if (!more)
		return std::unexpected(more.error());
	if (!*more)
		return Shown();
	return shown(plan, box);
}

Expected<void> PreviewFile::filmstrip(int64_t from_ms, int64_t to_ms, int count, Size box, const TakeFrame &take,
				      const std::stop_token &stop)
{
	std::optional<Shown> last;
	for (int place = 0; place < count; place++) {
		const int64_t time_ms = from_ms + (to_ms - from_ms) * (2 * place + 1) / (2 * count);
		stop_ = stop;
		if (auto decoded = decodeAt(time_ms, Seek::KeyFrame); !decoded)
			return decoded;
		// Several places may lie in one group of pictures.
		if (!last || last->time_ms != frame_->pts / 1000) {
			auto next = shown({}, box);
			if (!next)
				return std::unexpected(std::move(next.error()));
			last = std::move(*next);
		}
		take(place, *last);
	}
	return {};
}

Expected<void> PreviewFile::decodeAt(int64_t time_ms, Seek seek)
{
	const int64_t time_us = std::max<int64_t>(0, time_ms) * 1000;
	const bool isJustAhead =
		seek == Seek::Exact && last_us_ && time_us > *last_us_ && time_us < *last_us_ + kRollForward_us;
	last_us_.reset();
	alone_us_.reset();
	if (seek == Seek::Exact && !isJustAhead)
		pictures_->seek(time_us);
	const auto found =
		seek == Seek::Exact ? pictures_->nextFrom(time_us, *frame_) : pictures_->keyFrameAt(time_us, *frame_);
	if (!found)
		return std::unexpected(found.error());
	if (!*found)
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "video_unreadable", facts_.file, "no picture there"));
	(seek == Seek::Exact ? last_us_ : alone_us_) = frame_->pts;
	return {};
}

Expected<bool> PreviewFile::decodeNext()
{
	const auto alone_us = std::exchange(alone_us_, std::nullopt);
	if (alone_us)
		pictures_->seekToKeyFrame(*alone_us);
	auto more = pictures_->next(*frame_);
	while (alone_us && more && *more && frame_->pts <= *alone_us)
		more = pictures_->next(*frame_);
	if (more && *more)
		last_us_ = frame_->pts;
	return more;
}

Expected<Preview::Shown> PreviewFile::shown(const EditPlan &plan, Size box)
{
	const int64_t time_ms = frame_->pts / 1000;
	const Size whole = plan.layout.isUpright() ? plannedSize(facts_, plan) : facts_.shown;
	auto laidOut = plannedPicture(facts_, plan.layoutAt(time_ms), *frame_, fittingInto(whole, box), "rgba");
	if (!laidOut)
		return std::unexpected(std::move(laidOut.error()));
	return Shown{pictureOf(**laidOut), time_ms};
}

} // namespace

Expected<std::unique_ptr<Preview>> Preview::open(const std::filesystem::path &file, const std::stop_token &stop)
{
	auto preview = std::make_unique<PreviewFile>();
	if (auto opened = preview->open(file, stop); !opened)
		return std::unexpected(std::move(opened.error()));
	return preview;
}

} // namespace DirectPost::Media
