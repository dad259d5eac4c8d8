#pragma once

#include "KeptPart.hpp"
#include "PacketSource.hpp"

#include <media/EditPlan.hpp>
#include <media/MediaFacts.hpp>

#include <memory>
#include <string>
#include <vector>

namespace DirectPost::Media {

// The tracks of a plan that have sound in them. Empty: a silent clip.
std::vector<TrackLevel> heardTracks(const MediaFacts &facts, const SoundMix &mix);
// Whether it can be posted as it is recorded: one track of AAC, at its own level.
bool isSoundCopied(const MediaFacts &facts, const SoundMix &mix);

// The tracks to the one that is posted, in libavfilter's language; `sources` are those of FilterGraph. Pure.
std::string mixing(const std::vector<std::string> &sources, const std::vector<TrackLevel> &tracks,
		   bool isLoudnessNormalised, int64_t duration_us);

// A track of AAC, from the packet that is nearest to the beginning of the part to the one nearest to its end. `stop`
// must outlive it, as all that is given to both. Errors: those of openAgain, sound_unreadable.
Expected<std::unique_ptr<PacketSource>> copiedSound(const Inspected &source, int track, const KeptPart &part,
						    const std::stop_token &stop);
inline constexpr int64_t kMixedSound_bps = 160'000;

// Mixed, and encoded to AAC in stereo at 48 kHz, exact to the sample. Errors also: filter_missing, encode_failed.
Expected<std::unique_ptr<PacketSource>> mixedSound(const Inspected &source, const SoundMix &mix, const KeptPart &part,
						   int64_t rate_bps, const std::stop_token &stop);

} // namespace DirectPost::Media
