#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// What libFuzzer and the replay of the corpus call; each target has one.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

namespace DirectPost::Fuzz {

// A rule that every input has to keep: without it the fuzzer would only find what crashes by itself.
inline void mustHold(bool isFulfilled, const char *rule)
{
	if (isFulfilled)
		return;
	std::fprintf(stderr, "This rule was broken: %s\n", rule);
	std::abort();
}

inline std::string_view textOf(const uint8_t *bytes, size_t count)
{
	return {reinterpret_cast<const char *>(bytes), count};
}

} // namespace DirectPost::Fuzz
