#pragma once

#include "Inspect.hpp"

#include <media/EditPlan.hpp>

#include <optional>
#include <vector>

namespace DirectPost::Media {

// A packet of the picture, as the file has it.
struct PicturePacket {
	int64_t time_us = 0;  // when it is shown, in the source's timeline
	bool isEntry = false; // decoding can begin here, without anything from before
	int64_t size_bytes = 0;
};

// What a plan keeps of a source.
struct KeptPart {
	int64_t start_us = 0;    // of the first picture that is kept, exactly
	int64_t duration_us = 0; // from there
	bool isToEnd = false;    // to the source's last picture, wherever that is
	// From the key frame before the start to behind the end, in decoding order; empty where the file does not say
	// when each is shown.
	std::vector<PicturePacket> packets;

	int64_t end_us() const { return start_us + duration_us; }
};

// Reads the packets of the part, decodes nothing. Errors: edit_empty, and those of readingFailed.
Expected<KeptPart> keptPart(const Inspected &source, const EditPlan &plan, const std::stop_token &stop);

// How the pictures of a part can be had without encoding most of them.
struct PictureCut {
	size_t copyBegin = 0; // the packets that are copied, in KeptPart::packets
	size_t copyEnd = 0;
	int64_t copied_us = 0;   // when the first of them is shown; what comes before it is encoded
	int64_t tail_us = 0;     // from here on it is encoded; end_us() where nothing is
	size_t headPictures = 0; // that are encoded
	size_t tailPictures = 0;
	int64_t copied_bytes = 0;

	size_t encodedPictures() const { return headPictures + tailPictures; }
};

// Nothing where no packet can be copied. Pure.
std::optional<PictureCut> cutOf(const KeptPart &part, int64_t picture_us);

} // namespace DirectPost::Media
