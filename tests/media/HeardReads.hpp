#pragma once

#ifdef __linux__

#include <atomic>
#include <filesystem>
#include <functional>

namespace DirectPost::Media::Fixtures {

// While it lives, it hears of each read of a file in this folder, whoever asks the system for it, on any thread. One at
// a time.
class HeardReads {
public:
	// Before read `number`, counted from 0. True: it fails, as on a disk that is away.
	using Heard = std::function<bool(int number)>;

	HeardReads(std::filesystem::path folder, Heard heard);
	~HeardReads();
	HeardReads(const HeardReads &) = delete;
	HeardReads &operator=(const HeardReads &) = delete;

	int count() const { return count_; }
	bool fails(int descriptor); // by the system's read()

private:
	const std::filesystem::path folder_;
	const Heard heard_;
	std::atomic<int> count_ = 0;
};

} // namespace DirectPost::Media::Fixtures

#endif
