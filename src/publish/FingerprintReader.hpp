#pragma once

#include "DiskThreads.hpp"
#include "Fingerprint.hpp"

#include <base/FileIdentity.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace DirectPost::Publish {

// Learns fingerprints. Of each file of a disk a piece in turn, so that a small one does not wait for a large one; first
// those that somebody waits for.
class FingerprintReader {
public:
	explicit FingerprintReader(DiskThreads &disks) : disks_(disks) {} // must outlive it
	FingerprintReader(const FingerprintReader &) = delete;
	FingerprintReader &operator=(const FingerprintReader &) = delete;

	struct Order {
		std::filesystem::path file;
		FileIdentity identity;                  // that it must still have, at the beginning and at the end
		std::weak_ptr<Fingerprint> fingerprint; // whose begin() was true; nothing is read for one that is gone
		std::function<void()> done;             // on the disk's thread, while the DiskThreads are there
	};
	// Any thread. The fingerprint's trouble then: file_missing, file_unreadable, file_changed.
	void read(Order order);

private:
	class Reading;
	class Turns;

	DiskThreads &disks_;
	std::mutex mutex_; // guards the following
	std::map<std::string, std::shared_ptr<Turns>> turns_;
};

} // namespace DirectPost::Publish
