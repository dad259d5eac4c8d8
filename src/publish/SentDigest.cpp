#include "SentDigest.hpp"

#include <base/Hex.hpp>

#include <openssl/evp.h>

#include <array>
#include <span>

namespace DirectPost::Publish {

SentDigest::SentDigest() : context_(EVP_MD_CTX_new())
{
	EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
}

void SentDigest::Free::operator()(evp_md_ctx_st *context) const
{
	EVP_MD_CTX_free(context);
}

void SentDigest::add(const char *bytes, size_t count)
{
	EVP_DigestUpdate(context_.get(), bytes, count);
	count_ += static_cast<int64_t>(count);
}

std::string SentDigest::hex() const
{
	const std::unique_ptr<evp_md_ctx_st, Free> copy(EVP_MD_CTX_new());
	EVP_MD_CTX_copy_ex(copy.get(), context_.get());
	std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
	unsigned int length = 0;
	EVP_DigestFinal_ex(copy.get(), digest.data(), &length);
	return hexOf(std::span(digest).first(length));
}

} // namespace DirectPost::Publish
