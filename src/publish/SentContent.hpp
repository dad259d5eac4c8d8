#pragma once

#include "Fingerprint.hpp"

#include "PieceDigest.hpp"

#include <base/Error.hpp>

#include <filesystem>
#include <memory>

namespace DirectPost::Publish {

// The bytes of one chunk as they are handed to the socket, held against what the file was when it was checked: the
// chunk's last ones leave only if all of it was the same. A piece that the chunk begins or
// ends within is completed from the file: only the right other part gives its digest.
class SentContent {
public:
	// Of `file` the bytes [begin, end), which `checked` knows.
	SentContent(std::shared_ptr<const Fingerprint> checked, std::filesystem::path file, int64_t begin, int64_t end);

	// See TikTok::FileSlice. Errors: file_changed, file_unreadable.
	Expected<void> admit(const char *bytes, size_t count);
	int64_t admitted_bytes() const { return at_ - begin_; }
	bool isAllAdmitted() const { return at_ == end_; }

private:
	Expected<void> addFromFile(int64_t begin, int64_t end);
	Expected<void> judge(int64_t piece);

	const std::shared_ptr<const Fingerprint> checked_;
	const std::filesystem::path file_;
	const int64_t begin_;
	const int64_t end_;
	int64_t at_;
	PieceDigest digest_; // of the piece at at_, so far
};

} // namespace DirectPost::Publish
