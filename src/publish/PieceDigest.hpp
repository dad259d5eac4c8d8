#pragma once

#include <cstddef>
#include <memory>
#include <string>

struct XXH3_state_s;

namespace DirectPost::Publish {

// A rolling XXH3 of 128 bits. Every byte goes through it twice, and SHA-256 takes six times as long. It is no
// protection against somebody who wants two versions to look the same: who may write the clip may post what they like.
class PieceDigest {
public:
	PieceDigest();

	static constexpr size_t kDigits = 32;
	// As much at a time is still at the processor's hand when it is digested; a piece need not be read as a whole.
	static constexpr size_t kBlock_bytes = 128 << 10;

	void add(const char *bytes, size_t count);
	std::string finish(); // in lower-case hex, of what came since the last time

private:
	struct Free {
		void operator()(XXH3_state_s *state) const;
	};
	std::unique_ptr<XXH3_state_s, Free> state_;
};

} // namespace DirectPost::Publish
