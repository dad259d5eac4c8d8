#pragma once

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <vector>

namespace DirectPost::Media {

// The plugin's own folder of remuxed clips. Names are "<stem>-<16 hex digits>.mp4": readable, and never the same twice,
// in this run or another. Only files with such names are ever deleted. Thread-safe.
class DerivedFiles {
public:
	explicit DerivedFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

	// A new name for what is made of `source`, held for this clip. Makes the folder, and makes sure that what OBS
	// still has to write keeps its room on the disk. Errors: folder_not_writable, disk_full.
	Expected<std::filesystem::path> reserve(uint64_t clip, const std::filesystem::path &source, int64_t size_bytes);
	// Nobody holds this clip's file any more.
	void release(uint64_t clip);
	// The same, and the file goes at once.
	void discard(uint64_t clip);

	// Deletes what nobody holds; see Intake::reap.
	void reap(const std::vector<std::filesystem::path> &keep);

private:
	bool isReapable(const std::filesystem::directory_entry &entry,
			const std::vector<std::filesystem::path> &keep) const;

	const std::filesystem::path folder_;
	std::mutex mutex_;
	std::map<uint64_t, std::string> held_; // clip -> file name
	std::vector<std::string> released_;    // of this run
};

} // namespace DirectPost::Media
