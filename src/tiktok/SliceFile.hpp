#pragma once

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace DirectPost::TikTok {

// A file read at given offsets through a handle of its own; whoever renames or deletes it changes nothing that is read.
// On Windows nobody can write to it meanwhile.
class SliceFile {
public:
	// Errors: file_missing, file_unreadable, file_changed when the file ends before `needed_bytes`.
	static Expected<SliceFile> open(const std::filesystem::path &file, int64_t needed_bytes);
	SliceFile(SliceFile &&other) noexcept;
	SliceFile &operator=(SliceFile &&other) noexcept;
	~SliceFile();

	// Bytes read, 0 at the end of the file, -1 when it cannot be read.
	int64_t readAt(int64_t offset, char *buffer, size_t count) const;

private:
	explicit SliceFile(intptr_t handle) : handle_(handle) {}
	std::optional<int64_t> size_bytes() const;

	intptr_t handle_; // file descriptor, or HANDLE on Windows; -1: none
};

} // namespace DirectPost::TikTok
