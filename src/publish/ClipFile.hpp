#pragma once

#include <base/Error.hpp>
#include <base/FileIdentity.hpp>

#include <cstdint>
#include <filesystem>
#include <span>

namespace DirectPost::Publish {

// A clip's file, read at given offsets through a handle of its own: whoever renames or deletes it changes nothing that
// is read. Every call may wait for the disk, the last one too.
class ClipFile {
public:
	// Whether others can write to it meanwhile; on Windows alone that can be kept from them.
	enum class Others { MayWrite = 1, MayNotWrite };
	// Errors: file_missing, file_unreadable.
	static Expected<ClipFile> open(const std::filesystem::path &path, Others others);
	ClipFile(ClipFile &&other) noexcept;
	ClipFile &operator=(ClipFile &&other) noexcept;
	~ClipFile();

	// All of `into`. Errors: file_unreadable, file_changed where the file ends before.
	Expected<void> read(int64_t offset, std::span<char> into) const;

private:
	ClipFile(intptr_t handle, std::filesystem::path path) : handle_(handle), path_(std::move(path)) {}

	intptr_t handle_; // file descriptor, or HANDLE on Windows; -1: none
	std::filesystem::path path_;
};

// What such an error means for a file that was there: missing on a disk that is there, it was deleted or moved, and is
// of kind ClipGone.
Error goneOrAway(Error error, const std::filesystem::path &file, const FileIdentity &known);

} // namespace DirectPost::Publish
