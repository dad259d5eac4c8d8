#pragma once

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace DirectPost::TikTok {

// A file read at given offsets through a handle of its own; whoever renames or deletes it changes nothing that is read.
// On Windows nobody can write to it meanwhile. Elsewhere a write is noticed by the times that the system keeps, which
// are as fine as its clock (some milliseconds; of a network folder as old as its cache). What is written through a
// mapping whose pages are dirty already, with the times put back, cannot be noticed.
class SliceFile {
public:
	// Errors: file_missing, file_unreadable, file_changed when the file ends before `needed_bytes`.
	static Expected<SliceFile> open(const std::filesystem::path &file, int64_t needed_bytes);
	SliceFile(SliceFile &&other) noexcept;
	SliceFile &operator=(SliceFile &&other) noexcept;
	~SliceFile();

	// Bytes read, 0 at the end of the file, -1 when it cannot be read.
	int64_t readAt(int64_t offset, char *buffer, size_t count) const;

	enum class Change {
		None = 1,
		Touched, // its attributes, or its content by someone who put the time of the last write back
		Content,
		Unknown, // the system does not say (any more)
	};
	Change changeSinceOpened() const;

private:
	struct State {
		int64_t size_bytes = 0;
		int64_t written = 0; // when the content was; in the system's own unit
		// When anything was (POSIX ctime). On Windows 0: it moves with a new name, and nobody can write to it.
		int64_t touched = 0;
		bool operator==(const State &) const = default;
	};
	explicit SliceFile(intptr_t handle) : handle_(handle) {}
	std::optional<State> state() const;

	intptr_t handle_; // file descriptor, or HANDLE on Windows; -1: none
	State opened_;
};

} // namespace DirectPost::TikTok
