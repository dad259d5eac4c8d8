#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace DirectPost::Publish {

enum class Urgency {
	Now = 1, // before all that is Later
	Later,
};

// A thread for each disk, which yields to all others: a disk that does not answer holds up nobody but who wants
// something of it. Not even the end of OBS: its thread is left to the system then.
class DiskThreads {
public:
	DiskThreads() = default;
	// Drops what waits. What is being read has a second to end; if it takes longer, nothing is told of it.
	~DiskThreads();
	DiskThreads(const DiskThreads &) = delete;
	DiskThreads &operator=(const DiskThreads &) = delete;

	// Any thread, also from within `tell`. On the disk's thread: `read`, which holds all that it uses and does not
	// throw, and then `tell`, during which this object is there.
	void post(const std::string &diskId, Urgency urgency, std::function<void()> read, std::function<void()> tell);

private:
	class Disk;

	std::mutex mutex_; // guards the following
	std::map<std::string, std::shared_ptr<Disk>> disks_;
};

} // namespace DirectPost::Publish
