#pragma once

#include <cstddef>
#include <memory>
#include <string>

struct XXH3_state_s;

namespace DirectPost::Publish {

// A rolling XXH3 of 128 bits. It tells versions of a file apart that came about by themselves, and keeps no one out:
// who may write the clip may post what they like. Every byte goes through it twice, where SHA-256 would cost more than
// curl's whole upload allows (./dev bench).
class PieceDigest {
public:
	PieceDigest();

	static constexpr size_t kDigits = 32;

	void add(const char *bytes, size_t count);
	std::string finish(); // in lower-case hex, of what came since the last time

private:
	struct Free {
		void operator()(XXH3_state_s *state) const;
	};
	std::unique_ptr<XXH3_state_s, Free> state_;
};

} // namespace DirectPost::Publish
