#include "Random.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <string_view>
#include <vector>

namespace DirectPost::StandIn {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

std::string randomOf(std::string_view letters, size_t length)
{
	std::vector<unsigned char> bytes(length);
	RAND_bytes(bytes.data(), static_cast<int>(length));
	std::string text;
	for (const unsigned char byte : bytes)
		text += letters[byte % letters.size()];
	return text;
}

} // namespace

std::string randomText(size_t length)
{
	return randomOf(kLettersAndDigits, length);
}

std::string randomHex(size_t length)
{
	return randomOf(kHex, length);
}

std::string randomDigits(size_t length)
{
	return randomOf(kDigits.substr(1), 1) + randomOf(kDigits, length - 1);
}

int64_t randomPostId()
{
	// Odd, so that rounding to a double always changes it.
	return 7'400'000'000'000'000'000 + (std::stoll(randomDigits(17)) | 1);
}

std::string sha256Hex(std::string_view bytes)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int length = 0;
	EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr);
	std::string hex;
	for (unsigned int i = 0; i < length; ++i) {
		hex += kHex[digest[i] >> 4];
		hex += kHex[digest[i] & 15];
	}
	return hex;
}

} // namespace DirectPost::StandIn
