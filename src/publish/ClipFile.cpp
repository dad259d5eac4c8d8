#include "ClipFile.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace DirectPost::Publish {

namespace {

constexpr intptr_t kNone = -1; // also INVALID_HANDLE_VALUE

#ifdef _WIN32

// Others may rename or delete it, as they may elsewhere.
intptr_t openForReading(const std::filesystem::path &file, ClipFile::Others others)
{
	const DWORD shared = FILE_SHARE_READ | FILE_SHARE_DELETE |
			     (others == ClipFile::Others::MayWrite ? DWORD(FILE_SHARE_WRITE) : DWORD(0));
	return reinterpret_cast<intptr_t>(CreateFileW(file.c_str(), GENERIC_READ, shared, nullptr, OPEN_EXISTING,
						      FILE_FLAG_SEQUENTIAL_SCAN, nullptr));
}

std::error_code lastError()
{
	return {static_cast<int>(GetLastError()), std::system_category()};
}

void closeHandle(intptr_t handle)
{
	CloseHandle(reinterpret_cast<HANDLE>(handle));
}

// Bytes read, 0 at the end of the file, -1 when it cannot be read.
int64_t readAt(intptr_t handle, int64_t offset, std::span<char> into)
{
	OVERLAPPED position = {};
	position.Offset = static_cast<DWORD>(offset);
	position.OffsetHigh = static_cast<DWORD>(offset >> 32);
	DWORD read_bytes = 0;
	const auto wanted = static_cast<DWORD>(std::min<size_t>(into.size(), 1u << 30));
	if (ReadFile(reinterpret_cast<HANDLE>(handle), into.data(), wanted, &read_bytes, &position))
		return read_bytes;
	return GetLastError() == ERROR_HANDLE_EOF ? 0 : -1;
}

#else

intptr_t openForReading(const std::filesystem::path &file, ClipFile::Others)
{
	return ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
}

std::error_code lastError()
{
	return {errno, std::system_category()};
}

void closeHandle(intptr_t handle)
{
	::close(static_cast<int>(handle));
}

int64_t readAt(intptr_t handle, int64_t offset, std::span<char> into)
{
	while (true) {
		const ssize_t read_bytes = ::pread(static_cast<int>(handle), into.data(), into.size(), offset);
		if (read_bytes >= 0 || errno != EINTR)
			return read_bytes;
	}
}

#endif

} // namespace

Expected<ClipFile> ClipFile::open(const std::filesystem::path &path, Others others)
{
	const intptr_t handle = openForReading(path, others);
	if (handle != kNone)
		return ClipFile(handle, path);
	const auto failure = lastError();
	const bool isMissing = failure == std::errc::no_such_file_or_directory;
	return std::unexpected(isMissing ? fileError(ErrorKind::ClipFile, "file_missing", path, failure)
					 : fileError(ErrorKind::ClipBusy, "file_unreadable", path, failure));
}

Error goneOrAway(Error error, const std::filesystem::path &file, const FileIdentity &known)
{
	const bool isMissing = error.kind == ErrorKind::ClipFile;
	if (isMissing && !known.diskId().empty() && diskOf(file.parent_path()) == known.diskId())
		error.kind = ErrorKind::ClipGone;
	return error;
}

ClipFile::ClipFile(ClipFile &&other) noexcept
	: handle_(std::exchange(other.handle_, kNone)), path_(std::move(other.path_))
{
}

ClipFile &ClipFile::operator=(ClipFile &&other) noexcept
{
	std::swap(handle_, other.handle_);
	std::swap(path_, other.path_);
	return *this;
}

ClipFile::~ClipFile()
{
	if (handle_ != kNone)
		closeHandle(handle_);
}

Expected<void> ClipFile::read(int64_t offset, std::span<char> into) const
{
	while (!into.empty()) {
		const int64_t got = readAt(handle_, offset, into);
		if (got < 0)
			return std::unexpected(fileError(ErrorKind::ClipBusy, "file_unreadable", path_, lastError()));
		if (got == 0)
			return std::unexpected(
				fileError(ErrorKind::ClipUnfit, "file_changed", path_, "it is shorter than it was"));
		offset += got;
		into = into.subspan(static_cast<size_t>(got));
	}
	return {};
}

} // namespace DirectPost::Publish
