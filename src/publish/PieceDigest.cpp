#include "PieceDigest.hpp"

#include <base/Hex.hpp>

#define XXH_INLINE_ALL // the header is the library
#include <xxhash.h>

#include <span>

namespace DirectPost::Publish {

struct PieceDigest::State {
	XXH3_state_t xxh3;
};

PieceDigest::PieceDigest() : state_(std::make_unique<State>())
{
	XXH3_128bits_reset(&state_->xxh3);
}

PieceDigest::~PieceDigest() = default;

void PieceDigest::add(const char *bytes, size_t count)
{
	XXH3_128bits_update(&state_->xxh3, bytes, count);
}

std::string PieceDigest::finish()
{
	XXH128_canonical_t digest;
	XXH128_canonicalFromHash(&digest, XXH3_128bits_digest(&state_->xxh3));
	XXH3_128bits_reset(&state_->xxh3);
	return hexOf(std::span(digest.digest));
}

} // namespace DirectPost::Publish
