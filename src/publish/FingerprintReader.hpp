#pragma once

#include "Fingerprint.hpp"

#include <base/FileIdentity.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace DirectPost::Publish {

// Learns fingerprints on a thread for each disk, which yields to all others: a disk that does not answer keeps nobody
// from the files of another one. Of each file a piece in turn, so that a small one does not wait for a large one; first
// those that somebody waits for.
class FingerprintReader {
public:
	FingerprintReader();
	~FingerprintReader(); // waits for the pieces that are being read
	FingerprintReader(const FingerprintReader &) = delete;
	FingerprintReader &operator=(const FingerprintReader &) = delete;

	struct Order {
		std::filesystem::path file;
		FileIdentity identity;                  // that it must still have, at the beginning and at the end
		std::weak_ptr<Fingerprint> fingerprint; // whose begin() was true; nothing is read for one that is gone
		std::function<void()> done;             // on the reader's thread
	};
	// Any thread. The fingerprint's trouble then: file_missing, file_unreadable, file_changed.
	void read(Order order);

private:
	class Disk;

	std::mutex mutex_; // guards the following
	std::map<std::string, std::unique_ptr<Disk>> disks_;
};

// The bytes [begin, end) of a file. Errors: file_unreadable, file_changed where it ends before.
Expected<std::string> readPart(const std::filesystem::path &file, int64_t begin, int64_t end);

} // namespace DirectPost::Publish
