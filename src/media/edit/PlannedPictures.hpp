#pragma once

#include "DecodedPictures.hpp"
#include "FilterGraph.hpp"
#include "KeptPart.hpp"

#include <media/EditPlan.hpp>
#include <media/MediaFacts.hpp>

#include <deque>
#include <optional>

namespace DirectPost::Media {

// The pictures of the finished clip as they are encoded: evenly spaced, laid out, in one size and format.
class PlannedPictures {
public:
	// What is given here must outlive it. `format`: FFmpeg's name.
	PlannedPictures(const MediaFacts &facts, const EditPlan &plan, const KeptPart &part, Size size, FrameRate rate,
			std::string format, const std::stop_token &stop)
		: facts_(facts),
		  plan_(plan),
		  part_(part),
		  size_(size),
		  rate_(rate),
		  format_(std::move(format)),
		  stop_(stop)
	{
	}

	Expected<void> open();
	// `pts` counts pictures. False: that was all.
	Expected<bool> next(AVFrame &frame);

private:
	Expected<bool> nextEven(AVFrame &frame);
	Expected<void> pushDecoded();
	Expected<void> layOut(AVFrame &frame);
	Expected<void> beginLayout(const PictureLayout &layout, const AVFrame &frame);
	Expected<void> drainLayout();
	std::unexpected<Error> failed(int error) const;

	const MediaFacts &facts_;
	const EditPlan &plan_;
	const KeptPart &part_;
	const Size size_;
	const FrameRate rate_;
	const std::string format_;
	const std::stop_token &stop_;
	std::optional<DecodedPictures> decoded_;
	std::optional<FilterGraph> even_;   // from what is decoded to upright pictures, evenly spaced
	std::optional<FilterGraph> layout_; // from there to the layout of the moment
	std::optional<PictureLayout> current_;
	std::deque<Av::Frame> ready_;
	Av::Frame frame_;
	int64_t most_ = INT64_MAX; // pictures
	int64_t taken_ = 0;
};

// One picture through the same filters, in this size and format. Errors: filter_missing, encode_failed.
Expected<Av::Frame> plannedPicture(const MediaFacts &facts, const PictureLayout &layout, AVFrame &decoded, Size size,
				   const std::string &format);

} // namespace DirectPost::Media
