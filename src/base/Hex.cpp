#include <base/Hex.hpp>

#include <string_view>

namespace DirectPost {

std::string hexOf(std::span<const uint8_t> bytes)
{
	constexpr std::string_view kDigits = "0123456789abcdef";
	std::string hex;
	hex.reserve(2 * bytes.size());
	for (const uint8_t byte : bytes) {
		hex += kDigits[byte >> 4];
		hex += kDigits[byte & 15];
	}
	return hex;
}

} // namespace DirectPost
