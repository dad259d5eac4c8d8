#pragma once

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace DirectPost::Media {

// Free on the disk of a folder, in bytes. Nothing where the system does not say.
std::optional<int64_t> roomIn(const std::filesystem::path &folder);

// Prepared files and where they are kept: in the usual folder while its disk has room, else in a folder of ours beside
// the recording, else in one where OBS records now; or, if the user chose a folder, in one of ours in there. Names are
// "<stem>-<16 hex digits>.mp4" or ".webm": readable, and never the same twice, in this run or another. Only files with
// such names are ever deleted, and none that a source holds; outside of the usual folder only those that its list
// names, for another OBS may keep files there, too. Thread-safe; only reserve(), discard() and reap() wait for the
// disks of recordings, and nobody waits for them meanwhile.
class DerivedFiles {
public:
	explicit DerivedFiles(std::filesystem::path usualFolder,
			      std::function<std::optional<int64_t>(const std::filesystem::path &)> room = roomIn);

	// From the next reserve() on; empty: where there is room.
	void keepIn(std::filesystem::path chosenFolder);
	// Where OBS records now; empty: nowhere.
	void setRecordings(std::filesystem::path folder);

	// A new name for what is made of `file`, in none of the folders that turned out to be `full`, held for this
	// source. Makes the folder, and makes sure that what OBS still has to write keeps its room on the disk. Errors:
	// folder_not_writable, no_room_in_folder, no_room_to_prepare.
	Expected<std::filesystem::path> reserve(uint64_t source, const std::filesystem::path &file, int64_t size_bytes,
						std::string_view extension = ".mp4",
						const std::vector<std::filesystem::path> &full = {});
	// Holds a file that was made for somebody else: a post, or this source in an earlier run.
	void hold(uint64_t source, const std::filesystem::path &file);

	// A post has this source's files now, and deletes them. A reap() that is on its way knows nothing of it: it
	// spares them as those of other runs.
	void release(uint64_t source);
	// This source holds none of its files any more but `kept`, which may be empty: reap() deletes the others unless
	// its `keep` names them. Returns those that were reserved here, for the caller to delete.
	std::vector<std::filesystem::path> releaseAllBut(uint64_t source, const std::filesystem::path &kept);
	// Deletes a file that was reserved here.
	void discard(const std::filesystem::path &file);

	// Deletes what nobody holds; see Preparation::reap.
	void reap(const std::vector<std::filesystem::path> &keep);

private:
	struct Held {
		uint64_t source = 0;
		std::filesystem::path file;
		bool isReservedHere = false;
	};
	struct Place {
		std::filesystem::path folder;
		std::filesystem::path disk; // a folder that is there already
		std::optional<int64_t> room_bytes = {};
		bool isThere = false;
	};

	std::vector<Place> placesFor(const std::filesystem::path &file);
	Expected<std::filesystem::path> folderFor(std::vector<Place> places, const std::filesystem::path &file,
						  int64_t size_bytes) const;
	std::filesystem::path listFile() const;
	void list(const std::filesystem::path &file);
	void writeUnlisted();
	std::vector<std::filesystem::path> readList() const;
	void writeList(const std::vector<std::filesystem::path> &files) const;
	std::vector<std::filesystem::path> known();
	void tidyList();
	bool isReapable(const std::filesystem::path &file, const std::vector<std::filesystem::path> &keep);

	const std::filesystem::path usualFolder_;
	const std::function<std::optional<int64_t>(const std::filesystem::path &)> room_;
	std::mutex mutex_; // guards the following, and the list of files elsewhere; never held while a recording's disk
			   // is asked
	std::filesystem::path chosenFolder_;
	std::filesystem::path recordings_;
	std::vector<Held> held_;
	std::vector<std::string> released_;           // in this run
	std::vector<std::filesystem::path> unlisted_; // while another program holds the list
};

} // namespace DirectPost::Media
