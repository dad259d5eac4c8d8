#pragma once

#include <cstdint>
#include <memory>
#include <string>

struct evp_md_ctx_st;

namespace DirectPost::Publish {

// A rolling SHA-256 over the bytes of one chunk as they are handed to the socket, and how many there were.
class SentDigest {
public:
	SentDigest();
	void add(const char *bytes, size_t count);
	int64_t count() const { return count_; }
	std::string hex() const; // lower-case; may be asked in between

private:
	struct Free {
		void operator()(evp_md_ctx_st *context) const;
	};
	std::unique_ptr<evp_md_ctx_st, Free> context_;
	int64_t count_ = 0;
};

} // namespace DirectPost::Publish
