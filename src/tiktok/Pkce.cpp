#include <tiktok/Pkce.hpp>

#include "Url.hpp"

#include <tiktok/Types.hpp>

#include <base/Hex.hpp>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <span>

namespace DirectPost::TikTok {

namespace {

// 64 of the 66 unreserved characters, so that six random bits choose one without bias.
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

Secret randomToken()
{
	std::array<unsigned char, 64> bytes;
	if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
		return {};
	std::string text;
	text.reserve(bytes.size());
	for (const unsigned char byte : bytes)
		text += kAlphabet[byte % kAlphabet.size()];
	return Secret(std::move(text));
}

std::string codeChallenge(std::string_view verifier)
{
	std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
	unsigned size_bytes = 0;
	if (EVP_Digest(verifier.data(), verifier.size(), digest.data(), &size_bytes, EVP_sha256(), nullptr) != 1)
		return {};
	return hexOf(std::span(digest).first(size_bytes));
}

std::string authorizeUrl(const Endpoints &endpoints, const AuthorizeRequest &request)
{
	return endpoints.authorizeUrl() + "?client_key=" + percentEncoded(request.clientKey) +
	       "&response_type=code&scope=" + percentEncoded(kScopes) +
	       "&redirect_uri=" + percentEncoded(request.redirectUri) +
	       "&state=" + percentEncoded(request.state.reveal()) +
	       "&code_challenge=" + percentEncoded(request.challenge) +
	       "&code_challenge_method=S256&disable_auto_auth=1";
}

} // namespace DirectPost::TikTok
