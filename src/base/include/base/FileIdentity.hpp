#pragma once

#include "Error.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace DirectPost {

// What makes a file the same file, as far as that is known without reading all of it.
struct FileIdentity {
	int64_t size_bytes = 0;
	// Since the file clock's epoch, in its own unit: a nanosecond, on Windows 100 of them. In nanoseconds the years
	// since 1601, where Windows begins, do not fit into 64 bits.
	int64_t modified_ticks = 0;
	// Device and inode, or the Windows volume and file id; empty where the system has none. Not for ever: many file
	// systems number devices, and some files, anew with every start of the computer.
	std::string fileId;
	std::string edgesSha256; // lower-case hex over the first and last MiB (the whole file up to 2 MiB)
	// When content or attributes last changed (POSIX ctime), in nanoseconds since 1970: the time that nobody puts
	// back in passing. 0: not known, as on Windows, and in what older versions stored.
	int64_t changed_ns = 0;

	std::string diskId() const; // of fileId; empty as well where the system has none

	bool operator==(const FileIdentity &) const = default;
	// Somebody changed it after `earlier` was taken, if only its attributes. Times that lie before are a file
	// system's own rounding. False where one of the two is not known.
	bool isChangedSince(const FileIdentity &earlier) const;
	// Equal in everything that can be asked without reading the file, and not changed since.
	bool looksLike(const FileIdentity &earlier) const;
	// Equal in everything but fileId, and not changed since, unless edgesSha256 is of the whole file. Needs
	// edgesSha256; false without it.
	bool isSameContent(const FileIdentity &earlier) const;
	// The same for the same content, whatever its name, place and time. Needs edgesSha256; empty without it.
	std::string contentId() const;
};

// Reads up to 2 MiB. Errors: file_missing, file_unreadable.
Expected<FileIdentity> identify(const std::filesystem::path &file);
// Without reading the file: edgesSha256 stays empty. Takes microseconds. Errors: file_missing, file_unreadable.
Expected<FileIdentity> identifyQuickly(const std::filesystem::path &file);
// The disk that a folder lies on, as FileIdentity::diskId() says it; empty where nobody can tell.
std::string diskOf(const std::filesystem::path &folder);

} // namespace DirectPost
