#include "Signature.hpp"

#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <format>
#include <regex>
#include <sstream>
#include <vector>

namespace DirectPost::Hosting {
namespace {

std::string hex(const std::string &bytes)
{
	std::string text;
	for (const char byte : bytes)
		text += std::format("{:02x}", static_cast<unsigned char>(byte));
	return text;
}

std::string sha256(const std::string &text)
{
	std::string digest(SHA256_DIGEST_LENGTH, '\0');
	SHA256(reinterpret_cast<const unsigned char *>(text.data()), text.size(),
	       reinterpret_cast<unsigned char *>(digest.data()));
	return hex(digest);
}

std::string hmac(const std::string &key, const std::string &text)
{
	std::string digest(SHA256_DIGEST_LENGTH, '\0');
	unsigned length = 0;
	HMAC(EVP_sha256(), key.data(), int(key.size()), reinterpret_cast<const unsigned char *>(text.data()),
	     text.size(), reinterpret_cast<unsigned char *>(digest.data()), &length);
	return digest;
}

std::vector<std::string> split(const std::string &text, char at)
{
	std::vector<std::string> parts;
	std::istringstream stream(text);
	for (std::string part; std::getline(stream, part, at);)
		parts.push_back(part);
	return parts;
}

std::string canonical(const SignedRequest &request, const std::vector<std::string> &names,
		      const std::string &signedNames)
{
	const size_t query = request.target.find('?');
	std::string text = request.method + "\n" + request.target.substr(0, query) + "\n" +
			   (query == std::string::npos ? "" : request.target.substr(query + 1)) + "\n";
	for (const std::string &name : names)
		text += name + ":" + request.header(name) + "\n";
	return text + "\n" + signedNames + "\n" + request.header("x-amz-content-sha256");
}

} // namespace

std::string faultOfSignature(const SignedRequest &request, const std::string &keyId, const std::string &key,
			     const std::string &region)
{
	const std::regex form("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request, "
			      "?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
	const std::string authorization = request.header("authorization");
	std::smatch parts;
	if (!std::regex_match(authorization, parts, form))
		return "Authorization is not understood: " + authorization;
	if (parts[1] != keyId || parts[3] != region)
		return "another key or region";
	const std::vector<std::string> names = split(parts[4], ';');
	for (const char *needed : {"host", "x-amz-content-sha256", "x-amz-date"})
		if (!std::ranges::contains(names, needed))
			return std::string("not signed: ") + needed;
	if (!std::ranges::is_sorted(names))
		return "the signed headers are in no order";
	if (request.header("x-amz-content-sha256") != sha256(request.body))
		return "the body is not the one that was signed";
	const std::string date = parts[2];
	if (!request.header("x-amz-date").starts_with(date + "T"))
		return "another day";
	const std::string scope = date + "/" + region + "/s3/aws4_request";
	const std::string toSign = "AWS4-HMAC-SHA256\n" + request.header("x-amz-date") + "\n" + scope + "\n" +
				   sha256(canonical(request, names, parts[4]));
	const std::string signingKey = hmac(hmac(hmac(hmac("AWS4" + key, date), region), "s3"), "aws4_request");
	return hex(hmac(signingKey, toSign)) == parts[5] ? "" : "the signature is not that of this key";
}

} // namespace DirectPost::Hosting
