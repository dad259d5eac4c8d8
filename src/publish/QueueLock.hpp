#pragma once

#include <QLockFile>

#include <filesystem>

namespace DirectPost::Publish {

// Decides which OBS drives the queue of a settings folder. What counts is the system's lock on the open file, which
// dies with its process; the process id in it does not, because in a container or Flatpak another process may have the
// same one.
class QueueLock {
public:
	explicit QueueLock(const std::filesystem::path &file);
	bool tryLock(); // at once
	void unlock();

private:
	QLockFile lock_;
};

} // namespace DirectPost::Publish
