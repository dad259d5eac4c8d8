#include "EncodedPicture.hpp"
#include "PlannedPictures.hpp"

#include <base/FileError.hpp>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace DirectPost::Media {

namespace {

class EncodedPicture : public PacketSource {
public:
	EncodedPicture(const MediaFacts &facts, const EditPlan &plan, const KeptPart &part,
		       const EncodedPictureOptions &options, PictureEncoder encoder, const std::stop_token &stop)
		: facts_(facts),
		  encoder_(std::move(encoder)),
		  pictures_(facts, plan, part, options.size, options.rate,
			    av_get_pix_fmt_name(encoder_.context().pix_fmt), stop),
		  frame_(av_frame_alloc())
	{
	}

	Expected<void> open() { return frame_ ? pictures_.open() : std::unexpected(outOfMemory(facts_.file)); }

	Expected<void> describe(AVStream &track) override
	{
		track.avg_frame_rate = encoder_.context().framerate;
		track.sample_aspect_ratio = {1, 1};
		if (avcodec_parameters_from_context(track.codecpar, &encoder_.context()) < 0)
			return std::unexpected(outOfMemory(facts_.file));
		return {};
	}

	Expected<bool> next(AVPacket &packet) override
	{
		while (true) {
			const int result = encoder_.receive(packet);
			if (result == AVERROR_EOF)
				return false;
			if (result == 0) {
				packet.duration = 1;
				return true;
			}
			if (result != AVERROR(EAGAIN))
				return failed(result);
			if (auto sent = sendNext(); !sent)
				return std::unexpected(std::move(sent.error()));
		}
	}

	AVRational timeBase() const override { return encoder_.context().time_base; }

private:
	Expected<void> sendNext()
	{
		const auto more = pictures_.next(*frame_);
		if (!more)
			return std::unexpected(more.error());
		if (*more) {
			frame_->pict_type = AV_PICTURE_TYPE_NONE;
			frame_->duration = 0;
			// What was said about a brightness range, or in captions, no longer holds.
			while (frame_->nb_side_data > 0)
				av_frame_remove_side_data(frame_.get(), frame_->side_data[0]->type);
		}
		const int result = encoder_.send(*more ? frame_.get() : nullptr);
		av_frame_unref(frame_.get());
		return result < 0 ? failed(result) : Expected<void>();
	}

	std::unexpected<Error> failed(int error) const
	{
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "encode_failed", facts_.file,
						 encoder_.name() + ": " + Av::text(error)));
	}

	const MediaFacts &facts_;
	PictureEncoder encoder_;
	PlannedPictures pictures_;
	Av::Frame frame_;
};

} // namespace

Expected<std::unique_ptr<PacketSource>> encodedPicture(const MediaFacts &facts, const EditPlan &plan,
						       const KeptPart &part, const EncodedPictureOptions &options,
						       std::string &encoder, const std::stop_token &stop)
{
	auto opened = PictureEncoder::open(options.settings, options.size, options.rate, options.control);
	if (!opened)
		return std::unexpected(std::move(opened.error()));
	encoder = opened->name();
	auto picture = std::make_unique<EncodedPicture>(facts, plan, part, options, std::move(*opened), stop);
	if (auto begun = picture->open(); !begun)
		return std::unexpected(std::move(begun.error()));
	return picture;
}

} // namespace DirectPost::Media
