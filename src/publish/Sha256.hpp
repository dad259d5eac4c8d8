#pragma once

#include <cstddef>
#include <memory>
#include <string>

struct evp_md_ctx_st;

namespace DirectPost::Publish {

// A rolling SHA-256.
class Sha256 {
public:
	Sha256();
	void add(const char *bytes, size_t count);
	std::string finish(); // in lower-case hex, of what came since the last time

private:
	struct Free {
		void operator()(evp_md_ctx_st *context) const;
	};
	std::unique_ptr<evp_md_ctx_st, Free> context_;
};

} // namespace DirectPost::Publish
