#include "Verify.hpp"
#include "DecodedPictures.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <cstdlib>
#include <format>
#include <vector>

namespace DirectPost::Media {

namespace {

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

Expected<void> compare(const AVFrame &made, const AVFrame &source, const KeptPart &part, const PictureCut &cut,
		       const std::filesystem::path &named)
{
	const int64_t time_us = source.pts - part.start_us;
	const bool isInTime = std::llabs(made.pts - time_us) <= kMostShift_us;
	if (!isInTime || made.width != source.width || made.height != source.height)
		return doesNotVerify(
			named, std::format("no picture at {} ms but one at {} ms", time_us / 1000, made.pts / 1000));
	const bool isCopied = source.pts >= cut.copied_us && source.pts < cut.tail_us;
	const double error = squaredError(made, source);
	if (error > (isCopied ? 0 : kMostSquaredError))
		return doesNotVerify(
			named, std::format("another picture at {} ms, squared error {:.1f}", time_us / 1000, error));
	return {};
}

Expected<void> compareRun(DecodedPictures &made, const PictureRun &run, const KeptPart &part, const PictureCut &cut,
			  const std::filesystem::path &named)
{
	const Av::Frame frame(av_frame_alloc());
	if (!frame)
		return std::unexpected(outOfMemory(named));
	const auto isKept = [&](const AVFrame &source) {
		return source.pts >= part.start_us && (part.isToEnd || source.pts < part.end_us() - kMostShift_us);
	};
	bool hasBegun = false;
	for (const Av::Frame &source : run) {
		if (!isKept(*source))
			continue;
		const int64_t time_us = source->pts - part.start_us - kMostShift_us;
		if (!hasBegun)
			made.seek(time_us);
		hasBegun = true;
		auto more = made.next(*frame);
		while (more && *more && frame->pts < time_us)
			more = made.next(*frame);
		if (!more)
			return std::unexpected(more.error());
		if (!*more)
			return doesNotVerify(named, std::format("ends before {} ms of its source", source->pts / 1000));
		if (auto same = compare(*frame, *source, part, cut, named); !same)
			return same;
	}
	return {};
}

// By themselves: what is shown around them needs no look, for it is copied.
Expected<void> lookAtKeyFrames(DecodedPictures &made, const std::filesystem::path &named)
{
	const Av::Frame frame(av_frame_alloc());
	if (!frame)
		return std::unexpected(outOfMemory(named));
	const AVStream &video = *made.file().video;
	const int64_t end_us = av_rescale_q(video.duration, video.time_base, kMicrosecond);
	for (const int64_t time_us : {int64_t{0}, end_us}) {
		const auto found = made.keyFrameAt(time_us, *frame);
		if (!found)
			return std::unexpected(found.error());
		const bool isGood = *found && !(frame->flags & AV_FRAME_FLAG_CORRUPT) && !frame->decode_error_flags &&
				    (time_us > 0 || std::llabs(frame->pts) <= kMostShift_us);
		if (!isGood)
			return doesNotVerify(named, std::format("no good picture at {} ms", time_us / 1000));
	}
	return {};
}

} // namespace

Expected<void> verifyCopied(const std::filesystem::path &clip, const std::filesystem::path &named, const KeptPart &part,
			    const PictureCut &cut, const std::vector<PictureRun> &aroundSeams,
			    const std::stop_token &stop)
{
	// What was written here says everything in its head.
	auto head = Av::openHead(clip, stop);
	if (!head)
		return std::unexpected(std::move(head.error()));
	auto opened = openAgain(**head, clip, stop);
	if (!opened)
		return std::unexpected(std::move(opened.error()));
	auto made = DecodedPictures::open(std::move(*opened), clip, stop);
	if (!made)
		return std::unexpected(std::move(made.error()));
	const auto wanted = static_cast<int64_t>(cut.encodedPictures() + cut.copyEnd - cut.copyBegin);
	if (made->file().video->nb_frames != wanted)
		return doesNotVerify(named, std::format("{} pictures, not {}", made->file().video->nb_frames, wanted));
	if (auto good = lookAtKeyFrames(*made, named); !good)
		return good;
	for (const PictureRun &run : aroundSeams) {
		if (auto same = compareRun(*made, run, part, cut, named); !same)
			return same;
	}
	return {};
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
