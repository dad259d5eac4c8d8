#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace DirectPost::Publish {

enum class Urgency {
	Now = 1, // somebody waits for it
	Later,   // it yields to all others
};

// Two threads for each disk, one of each urgency: a disk that does not answer holds up nobody but who wants something
// of it. Not even the end of OBS: its threads are left to the system then.
class DiskThreads {
public:
	DiskThreads() = default;
	// Drops what waits. What is being read has a second to end; if it takes longer, nothing is told of it.
	~DiskThreads();
	DiskThreads(const DiskThreads &) = delete;
	DiskThreads &operator=(const DiskThreads &) = delete;

	// Any thread, also from within `tell`. On the disk's thread: `read`, which holds all that it uses, and then
	// `tell`, during which this object is there. Both are destroyed there as well; neither throws.
	void post(const std::string &diskId, Urgency urgency, std::function<void()> read, std::function<void()> tell);

private:
	class Disk;
	using Key = std::pair<std::string, Urgency>;

	std::mutex mutex_; // guards the following
	bool isClosed_ = false;
	std::map<Key, std::shared_ptr<Disk>> disks_;
};

} // namespace DirectPost::Publish
