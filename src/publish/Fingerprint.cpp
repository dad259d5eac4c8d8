#include "Fingerprint.hpp"

#include "PieceDigest.hpp"

#include <algorithm>

namespace DirectPost::Publish {

// Of a row that was damaged on disk nothing is taken for known but what may be a digest.
Fingerprint::Fingerprint(int64_t size_bytes, std::string text) : size_bytes_(size_bytes), text_(std::move(text))
{
	text_.resize(std::min(text_.size() / PieceDigest::kDigits, static_cast<size_t>(count())) *
		     PieceDigest::kDigits);
}

std::pair<int64_t, int64_t> Fingerprint::range(int64_t piece) const
{
	return {piece * kPiece_bytes, std::min((piece + 1) * kPiece_bytes, size_bytes_)};
}

std::string Fingerprint::knownAt(int64_t piece) const
{
	const size_t at = static_cast<size_t>(piece) * PieceDigest::kDigits;
	return at < text_.size() ? text_.substr(at, PieceDigest::kDigits) : std::string();
}

std::string Fingerprint::digest(int64_t piece) const
{
	const std::scoped_lock lock(mutex_);
	return knownAt(piece);
}

bool Fingerprint::isWhole() const
{
	const std::scoped_lock lock(mutex_);
	return text_.size() == static_cast<size_t>(count()) * PieceDigest::kDigits;
}

bool Fingerprint::isKnownUpTo(int64_t end) const
{
	return end == 0 || !digest(pieceAt(end - 1)).empty();
}

std::string Fingerprint::text() const
{
	const std::scoped_lock lock(mutex_);
	return text_;
}

bool Fingerprint::begin()
{
	const std::scoped_lock lock(mutex_);
	trouble_.reset();
	return !std::exchange(isBeingRead_, true);
}

bool Fingerprint::learn(int64_t piece, const std::string &digest)
{
	++readPieces_;
	const std::scoped_lock lock(mutex_);
	const std::string known = knownAt(piece);
	if (known.empty())
		text_ += digest;
	return known.empty() || known == digest;
}

void Fingerprint::end(std::optional<Error> trouble)
{
	const std::scoped_lock lock(mutex_);
	isBeingRead_ = false;
	trouble_ = std::move(trouble);
}

std::optional<Error> Fingerprint::trouble() const
{
	const std::scoped_lock lock(mutex_);
	return trouble_;
}

} // namespace DirectPost::Publish
