#pragma once

#include "EditPlan.hpp"
#include "MediaFacts.hpp"
#include "Thumbnail.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace DirectPost::Media {

// What an editor shows. Everything blocks and ends within 100 ms of a stop request: on a lane, or a thread of the
// editor's own. Times are in the source's timeline. Pictures fit the given box, upright, with square pixels.
//
// An open file: made and used on one thread at a time.
class Preview {
public:
	enum class Seek {
		KeyFrame = 1, // the key frame at or before it: at once
		Exact,        // the picture nearest to it
	};
	struct Shown {
		Picture picture;
		int64_t time_ms = 0; // of the picture
	};

	// Errors: those of probe(), video_unreadable.
	static Expected<std::unique_ptr<Preview>> open(const std::filesystem::path &file,
						       const std::stop_token &stop = {});
	virtual ~Preview() = default;

	virtual const MediaFacts &facts() const = 0;
	// As it was recorded.
	virtual Expected<Shown> frameAt(int64_t time_ms, Seek seek, Size box, const std::stop_token &stop) = 0;
	// As it will be posted: the same filters as in makeEdit().
	virtual Expected<Shown> plannedFrameAt(const EditPlan &plan, int64_t time_ms, Seek seek, Size box,
					       const std::stop_token &stop) = 0;
	// The next picture after the one that was shown last; for playing. An empty one at the end.
	virtual Expected<Shown> nextFrame(Size box, const std::stop_token &stop) = 0;
	virtual Expected<Shown> nextPlannedFrame(const EditPlan &plan, Size box, const std::stop_token &stop) = 0;
	// `count` key frames spread over from_ms to to_ms; each is handed over as soon as it is there.
	using TakeFrame = std::function<void(int place, const Shown &shown)>;
	virtual Expected<void> filmstrip(int64_t from_ms, int64_t to_ms, int count, Size box, const TakeFrame &take,
					 const std::stop_token &stop) = 0;
};

// The loudest moment of each of `count` equal parts of a sound track from from_ms to to_ms, 0.0 to 1.0 of full scale.
// Of parts longer than two seconds only the beginning is heard. Errors: those of probe(), sound_unreadable.
Expected<std::vector<float>> waveform(const std::filesystem::path &file, int track, int64_t from_ms, int64_t to_ms,
				      int count, const std::stop_token &stop);

// What is to be pointed out about a track, from its waveform.
enum class TrackSound {
	Audible = 1,
	Silent,  // nothing louder than -60 dB
	Clipped, // again and again as loud as can be: what was louder is cut off
};
TrackSound judgeSound(std::span<const float> waveform); // pure

} // namespace DirectPost::Media
