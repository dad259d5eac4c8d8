#pragma once

#include <filesystem>
#include <memory>

class QLockFile;

namespace DirectPost {

// Decides which OBS may do what only one may in a settings folder. What counts is the system's lock on the open file,
// which dies with its process; the process id in it does not, because in a container or Flatpak another process may
// have the same one.
class ProcessLock {
public:
	explicit ProcessLock(const std::filesystem::path &file);
	~ProcessLock();
	enum class Outcome {
		Taken = 1,     // also when it was taken before
		HeldByAnother, // process, or one that has died with it less than two seconds ago
		Impossible,    // its file cannot be made: there is no folder, no room, no permission
	};
	// At once.
	Outcome tryLock();
	void unlock();

private:
	std::unique_ptr<QLockFile> lock_;
};

} // namespace DirectPost
