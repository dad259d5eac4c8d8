#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/evp.h>

namespace DirectPost::StandIn {

struct DigestDeleter {
	void operator()(EVP_MD_CTX *digest) const { EVP_MD_CTX_free(digest); }
};
using Digest = std::unique_ptr<EVP_MD_CTX, DigestDeleter>;

// The file that one upload URL receives, hashed while it comes in. One chunk at a time may write; the stored part grows
// only when a chunk is kept.
class UploadSession {
public:
	// An empty path keeps nothing on the disk.
	explicit UploadSession(std::filesystem::path file);

	// Another PUT on the same URL at the same time is refused: TikTok's chunks are sequential.
	std::unique_lock<std::mutex> tryBegin() { return std::unique_lock(busy_, std::try_to_lock); }

	// Between begin and keep or forget, only by the holder of the lock.
	void begin(int64_t first);
	bool append(std::string_view bytes); // false: the disk refused
	bool keep();                         // what was appended belongs to the file
	void forget();                       // as if it had never come
	void close();                        // nothing more will come

	const std::filesystem::path &file() const { return file_; }
	std::string sha256() const; // lower-case hex of everything kept

private:
	bool flush();

	std::filesystem::path file_;
	std::mutex busy_;
	std::ofstream out_;
	std::vector<char> pending_;
	Digest kept_;
	Digest running_;
};

} // namespace DirectPost::StandIn
