#pragma once

#include "Fingerprint.hpp"

#include <base/FileIdentity.hpp>

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <thread>
#include <vector>

namespace DirectPost::Publish {

// Learns fingerprints on a thread of its own that yields to all others: of each file a piece in turn, so that a small
// one does not wait for a large one.
class FingerprintReader {
public:
	FingerprintReader();
	~FingerprintReader(); // waits for the piece that is being read
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
	void run(const std::stop_token &stop);

	std::mutex mutex_; // guards the following
	std::condition_variable_any isOrdered_;
	std::vector<Order> orders_;
	std::jthread thread_; // last: it uses the others
};

// The bytes [begin, end) of a file. Errors: file_unreadable, file_changed where it ends before.
Expected<std::string> readPart(const std::filesystem::path &file, int64_t begin, int64_t end);

} // namespace DirectPost::Publish
