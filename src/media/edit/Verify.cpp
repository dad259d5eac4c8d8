#include "Verify.hpp"
#include "DecodedPictures.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <cstdlib>
#include <format>
#include <vector>

namespace DirectPost::Media {

namespace {

constexpr int kPicturesAround = 8;         // of a seam
constexpr double kMostSquaredError = 65.0; // a PSNR of 30 dB
constexpr int64_t kMostShift_us = 2000;    // containers round to milliseconds
constexpr int64_t kEnd_us = 500'000;

std::unexpected<Error> doesNotVerify(const std::filesystem::path &file, const std::string &detail)
{
	return std::unexpected(fileError(ErrorKind::ClipUnfit, "encode_failed", file, "does not verify: " + detail));
}

double squaredError(const AVFrame &one, const AVFrame &other)
{
	double sum = 0;
	for (int y = 0; y < one.height; y++) {
		const uint8_t *left = one.data[0] + static_cast<ptrdiff_t>(y) * one.linesize[0];
		const uint8_t *right = other.data[0] + static_cast<ptrdiff_t>(y) * other.linesize[0];
		int64_t line = 0;
		for (int x = 0; x < one.width; x++) {
			const int difference = left[x] - right[x];
			line += int64_t{difference} * difference;
		}
		sum += static_cast<double>(line);
	}
	return sum / (static_cast<double>(one.width) * one.height);
}

struct Stretch {
	int64_t from_us = 0; // in the source's timeline
	int64_t to_us = 0;
};

// Where nothing is encoded at the end there is no seam: the packets are those of the source, and counted.
std::vector<Stretch> stretchesOf(const KeptPart &part, const PictureCut &cut, int64_t picture_us)
{
	const int64_t around_us = kPicturesAround * picture_us;
	const int64_t end_us = part.isToEnd ? INT64_MAX : part.end_us() - picture_us / 2;
	std::vector<Stretch> stretches = {
		{part.start_us, std::min(part.start_us + around_us, end_us)},
		{std::max(part.start_us, cut.copied_us - around_us), std::min(cut.copied_us + around_us, end_us)}};
	if (cut.tailPictures > 0)
		stretches.push_back({std::max(part.start_us, cut.tail_us - around_us), end_us});
	return stretches;
}

// The next picture from this time on; nothing at the end.
Expected<bool> nextAfter(DecodedPictures &pictures, int64_t time_us, AVFrame &frame)
{
	while (true) {
		auto more = pictures.next(frame);
		if (!more || !*more || frame.pts >= time_us)
			return more;
	}
}

// Picture by picture, the source and what was made of it.
class Comparison {
public:
	Comparison(DecodedPictures &source, DecodedPictures &made, const KeptPart &part, const PictureCut &cut,
		   const std::filesystem::path &named)
		: source_(source), made_(made), part_(part), cut_(cut), named_(named)
	{
	}

	Expected<void> compare(const Stretch &stretch);
	// After the last stretch: what was made ends where it should.
	Expected<void> compareEnds();

private:
	Expected<void> compareFrames() const;

	DecodedPictures &source_;
	DecodedPictures &made_;
	const KeptPart &part_;
	const PictureCut &cut_;
	const std::filesystem::path &named_;
	Av::Frame sourceFrame_{av_frame_alloc()};
	Av::Frame madeFrame_{av_frame_alloc()};
	bool isMadeAtEnd_ = false;
};

Expected<void> Comparison::compare(const Stretch &stretch)
{
	source_.seek(stretch.from_us);
	made_.seek(stretch.from_us - part_.start_us);
	auto moreSource = nextAfter(source_, stretch.from_us, *sourceFrame_);
	if (!moreSource)
		return std::unexpected(moreSource.error());
	auto moreMade = nextAfter(made_, sourceFrame_->pts - part_.start_us - kMostShift_us, *madeFrame_);
	while (moreSource && moreMade && *moreSource && sourceFrame_->pts < stretch.to_us) {
		if (!*moreMade)
			return doesNotVerify(named_,
					     std::format("ends before {} ms of its source", sourceFrame_->pts / 1000));
		if (auto same = compareFrames(); !same)
			return same;
		moreSource = source_.next(*sourceFrame_);
		moreMade = made_.next(*madeFrame_);
	}
	if (!moreSource || !moreMade)
		return std::unexpected(moreSource ? moreMade.error() : moreSource.error());
	isMadeAtEnd_ = !*moreMade;
	return {};
}

Expected<void> Comparison::compareEnds()
{
	return isMadeAtEnd_ ? Expected<void>() : doesNotVerify(named_, "has more pictures than planned");
}

Expected<void> Comparison::compareFrames() const
{
	const int64_t time_us = sourceFrame_->pts - part_.start_us;
	const bool isInTime = std::llabs(madeFrame_->pts - time_us) <= kMostShift_us;
	if (!isInTime || madeFrame_->width != sourceFrame_->width || madeFrame_->height != sourceFrame_->height)
		return doesNotVerify(named_, std::format("no picture at {} ms but one at {} ms", time_us / 1000,
							 madeFrame_->pts / 1000));
	const bool isCopied = sourceFrame_->pts >= cut_.copied_us && sourceFrame_->pts < cut_.tail_us;
	const double error = squaredError(*madeFrame_, *sourceFrame_);
	if (error > (isCopied ? 0 : kMostSquaredError))
		return doesNotVerify(
			named_, std::format("another picture at {} ms, squared error {:.1f}", time_us / 1000, error));
	return {};
}

} // namespace

Expected<void> verifySeams(const std::filesystem::path &clip, const MediaFacts &facts, const KeptPart &part,
			   const PictureCut &cut, const std::stop_token &stop)
{
	auto made = DecodedPictures::open(clip, stop);
	auto source = DecodedPictures::open(facts.file, stop);
	if (!made || !source)
		return std::unexpected(made ? std::move(source.error()) : std::move(made.error()));
	const auto wanted = static_cast<int64_t>(cut.encodedPictures() + cut.copyEnd - cut.copyBegin);
	if (made->file().video->nb_frames != wanted)
		return doesNotVerify(facts.file,
				     std::format("{} pictures, not {}", made->file().video->nb_frames, wanted));
	Comparison comparison(*source, *made, part, cut, facts.file);
	for (const Stretch &stretch : stretchesOf(part, cut, pictureDuration_us(*source->file().video))) {
		if (auto same = comparison.compare(stretch); !same)
			return same;
	}
	return cut.tailPictures > 0 ? comparison.compareEnds() : Expected<void>();
}

Expected<void> verifyPlays(const std::filesystem::path &clip, const std::filesystem::path &named, const KeptPart &part,
			   size_t streams, const std::stop_token &stop)
{
	auto made = DecodedPictures::open(clip, stop);
	if (!made)
		return made.error().kind == ErrorKind::Cancelled ? std::unexpected(made.error())
								 : doesNotVerify(named, made.error().detail);
	const AVFormatContext &input = *made->file().input;
	if (input.nb_streams != streams)
		return doesNotVerify(named, std::format("{} streams", input.nb_streams));
	const int64_t picture_us = pictureDuration_us(*made->file().video);
	if (!part.isToEnd && input.duration > part.duration_us + picture_us + kEnd_us)
		return doesNotVerify(named, std::format("{} ms long", input.duration / 1000));
	const Av::Frame frame(av_frame_alloc());
	if (!frame)
		return std::unexpected(outOfMemory(named));
	const auto first = made->next(*frame);
	if (!first)
		return std::unexpected(first.error());
	if (!*first || std::llabs(frame->pts) > picture_us)
		return doesNotVerify(named, "no picture at its beginning");
	const int64_t length_us =
		av_rescale_q(made->file().video->duration, made->file().video->time_base, kMicrosecond);
	made->seek(std::max<int64_t>(0, length_us - kEnd_us));
	int64_t last_us = -1;
	while (true) {
		const auto more = made->next(*frame);
		if (!more)
			return std::unexpected(more.error());
		if (!*more)
			break;
		last_us = frame->pts;
	}
	if (last_us < length_us - 3 * picture_us)
		return doesNotVerify(named, "no picture at its end");
	return {};
}

} // namespace DirectPost::Media
