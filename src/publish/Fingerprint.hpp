#pragma once

#include <base/Error.hpp>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace DirectPost::Publish {

// What a clip's file is, byte for byte: the digest of each of its pieces, learned from its beginning to its end by a
// FingerprintReader while others ask already. Of pieces, not of the whole, so that a chunk is judged by itself, also
// after a restart. Any thread.
class Fingerprint {
public:
	static constexpr int64_t kPiece_bytes = 1'000'000; // the usual chunk is ten of them

	// `text`: what text() said in an earlier run.
	explicit Fingerprint(int64_t size_bytes, std::string text = {});

	static int64_t pieceAt(int64_t offset) { return offset / kPiece_bytes; }
	int64_t count() const { return (size_bytes_ + kPiece_bytes - 1) / kPiece_bytes; }
	std::pair<int64_t, int64_t> range(int64_t piece) const; // [begin, end) in the file

	// In lower-case hex; empty while it is not known.
	std::string digest(int64_t piece) const;
	bool isWhole() const;
	bool isKnownUpTo(int64_t end) const; // all bytes of the file before `end`
	std::string text() const;            // of what is known so far

	// By whoever cannot go on without it: it is read before those that nobody waits for.
	void waitFor() { isWaitedFor_ = true; }
	bool isWaitedFor() const { return isWaitedFor_; }
	int64_t readPieces() const { return readPieces_; } // by all readings so far: whether its disk answers

	// By whoever reads the file. begin(): false where somebody does already. learn(): false where the piece was
	// another one before. end(): why it is not whole.
	bool begin();
	bool learn(int64_t piece, const std::string &digest);
	void end(std::optional<Error> trouble);
	std::optional<Error> trouble() const; // of the last reading; none while one is under way

private:
	std::string knownAt(int64_t piece) const;

	const int64_t size_bytes_;
	std::atomic<bool> isWaitedFor_ = false;
	std::atomic<int64_t> readPieces_ = 0;
	mutable std::mutex mutex_; // guards the following
	std::string text_;
	bool isBeingRead_ = false;
	std::optional<Error> trouble_;
};

} // namespace DirectPost::Publish
