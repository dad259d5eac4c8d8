#include "UploadSession.hpp"

namespace DirectPost::StandIn {
namespace {

constexpr size_t kWrite_bytes = 1024 * 1024;

} // namespace

UploadSession::UploadSession(std::filesystem::path file)
	: file_(std::move(file)), kept_(EVP_MD_CTX_new()), running_(EVP_MD_CTX_new())
{
	EVP_DigestInit_ex(kept_.get(), EVP_sha256(), nullptr);
}

void UploadSession::begin(int64_t first)
{
	EVP_MD_CTX_copy_ex(running_.get(), kept_.get());
	pending_.clear();
	pending_.reserve(kWrite_bytes);
	if (file_.empty())
		return;
	// Opened late and closed early: a session that is never used, or is done, holds no file open.
	if (!out_.is_open())
		out_.open(file_, std::ios::binary | std::ios::trunc);
	out_.clear();
	out_.seekp(first);
}

bool UploadSession::append(std::string_view bytes)
{
	EVP_DigestUpdate(running_.get(), bytes.data(), bytes.size());
	if (file_.empty())
		return true;
	pending_.insert(pending_.end(), bytes.begin(), bytes.end());
	return pending_.size() < kWrite_bytes || flush();
}

bool UploadSession::flush()
{
	out_.write(pending_.data(), static_cast<std::streamsize>(pending_.size()));
	pending_.clear();
	return out_.good();
}

bool UploadSession::keep()
{
	kept_.swap(running_);
	return file_.empty() || (flush() && out_.flush().good());
}

void UploadSession::forget()
{
	pending_.clear();
}

void UploadSession::close()
{
	out_.close();
}

std::string UploadSession::sha256() const
{
	const Digest copy(EVP_MD_CTX_new());
	EVP_MD_CTX_copy_ex(copy.get(), kept_.get());
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int length = 0;
	EVP_DigestFinal_ex(copy.get(), digest, &length);
	std::string hex;
	for (unsigned int i = 0; i < length; ++i) {
		hex += "0123456789abcdef"[digest[i] >> 4];
		hex += "0123456789abcdef"[digest[i] & 15];
	}
	return hex;
}

} // namespace DirectPost::StandIn
