#pragma once

#include "KeptPart.hpp"
#include "PacketSource.hpp"
#include "PictureEncoder.hpp"

#include <media/Edit.hpp>

#include <memory>

namespace DirectPost::Media {

struct EncodedPictureOptions {
	Size size;
	FrameRate rate;
	EncoderSettings settings;
	RateControl control;
};

// Every picture of a plan, encoded. What is given here must outlive it. `encoder`: becomes the one that is used.
// Errors: those of DecodedPictures, encoder_missing, filter_missing, encode_failed.
Expected<std::unique_ptr<PacketSource>> encodedPicture(const MediaFacts &facts, const EditPlan &plan,
						       const KeptPart &part, const EncodedPictureOptions &options,
						       std::string &encoder, const std::stop_token &stop);

} // namespace DirectPost::Media
