#include "PieceDigest.hpp"

#include <base/Hex.hpp>

#include <xxhash.h>

#include <new>
#include <span>

namespace DirectPost::Publish {

void PieceDigest::Free::operator()(XXH3_state_s *state) const
{
	XXH3_freeState(state);
}

PieceDigest::PieceDigest() : state_(XXH3_createState())
{
	if (!state_)
		throw std::bad_alloc();
	XXH3_128bits_reset(state_.get());
}

void PieceDigest::add(const char *bytes, size_t count)
{
	XXH3_128bits_update(state_.get(), bytes, count);
}

std::string PieceDigest::finish()
{
	XXH128_canonical_t digest;
	XXH128_canonicalFromHash(&digest, XXH3_128bits_digest(state_.get()));
	XXH3_128bits_reset(state_.get());
	return hexOf(std::span(digest.digest));
}

} // namespace DirectPost::Publish
