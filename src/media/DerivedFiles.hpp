#pragma once

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace DirectPost::Media {

// The plugin's own folder of prepared files. Names are "<stem>-<16 hex digits>.mp4": readable, and never the same
// twice, in this run or another. Only files with such names are ever deleted, and none that a source holds.
// Thread-safe.
class DerivedFiles {
public:
	explicit DerivedFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

	// A new name for what is made of `file`, held for this source. Makes the folder, and makes sure that what OBS
	// still has to write keeps its room on the disk. Errors: folder_not_writable, disk_full.
	Expected<std::filesystem::path> reserve(uint64_t source, const std::filesystem::path &file, int64_t size_bytes);
	// Holds a file that was made for somebody else: a post, or this source in an earlier run.
	void hold(uint64_t source, const std::filesystem::path &file);

	// This source holds none of its files any more: they live as long as reap()'s `keep` names them.
	void release(uint64_t source);
	// The same for all but `kept`, which may be empty; returns those that were reserved here, for the caller to
	// delete.
	std::vector<std::filesystem::path> releaseAllBut(uint64_t source, const std::filesystem::path &kept);
	// Deletes a file that was reserved here.
	void discard(const std::filesystem::path &file);

	// Deletes what nobody holds; see Preparation::reap.
	void reap(const std::vector<std::filesystem::path> &keep);

private:
	struct Held {
		uint64_t source = 0;
		std::string name;
		bool isReservedHere = false;
	};

	bool isReapable(const std::filesystem::directory_entry &entry,
			const std::vector<std::filesystem::path> &keep) const;

	const std::filesystem::path folder_;
	std::mutex mutex_;
	std::vector<Held> held_;
	std::vector<std::string> released_; // in this run
};

} // namespace DirectPost::Media
