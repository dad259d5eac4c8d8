#include "Sha256.hpp"

#include <base/Hex.hpp>

#include <openssl/evp.h>

#include <array>
#include <span>

namespace DirectPost::Publish {

Sha256::Sha256() : context_(EVP_MD_CTX_new())
{
	EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
}

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
	EVP_MD_CTX_free(context);
}

void Sha256::add(const char *bytes, size_t count)
{
	EVP_DigestUpdate(context_.get(), bytes, count);
}

std::string Sha256::finish()
{
	std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
	unsigned int length = 0;
	EVP_DigestFinal_ex(context_.get(), digest.data(), &length);
	EVP_DigestInit_ex(context_.get(), nullptr, nullptr);
	return hexOf(std::span(digest).first(length));
}

} // namespace DirectPost::Publish
