#pragma once

#include <QRandomGenerator>

#include <cstdint>
#include <string>
#include <vector>

namespace DirectPost {

// Bytes that no two chunks, and no two files of another seed, have in common: what arrives out of place is seen. Qt's
// generator, because it is optimised even where the tests are not.
inline std::string noise(int64_t size_bytes, uint32_t seed)
{
	QRandomGenerator random(seed);
	std::vector<quint32> words((static_cast<size_t>(size_bytes) + 3) / 4);
	random.fillRange(words.data(), static_cast<qsizetype>(words.size()));
	return {reinterpret_cast<const char *>(words.data()), static_cast<size_t>(size_bytes)};
}

} // namespace DirectPost
