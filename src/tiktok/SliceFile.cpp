#include "SliceFile.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace DirectPost::TikTok {

namespace {

constexpr intptr_t kNone = -1; // also INVALID_HANDLE_VALUE

} // namespace

#ifdef _WIN32

// Others may rename or delete it, as they may elsewhere, but not write to it.
static intptr_t openForReading(const std::filesystem::path &file)
{
	return reinterpret_cast<intptr_t>(CreateFileW(file.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE,
						      nullptr, OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, nullptr));
}

static std::error_code lastError()
{
	return {static_cast<int>(GetLastError()), std::system_category()};
}

static void closeHandle(intptr_t handle)
{
	CloseHandle(reinterpret_cast<HANDLE>(handle));
}

std::optional<int64_t> SliceFile::size_bytes() const
{
	LARGE_INTEGER size = {};
	if (!GetFileSizeEx(reinterpret_cast<HANDLE>(handle_), &size))
		return std::nullopt;
	return size.QuadPart;
}

int64_t SliceFile::readAt(int64_t offset, char *buffer, size_t count) const
{
	OVERLAPPED position = {};
	position.Offset = static_cast<DWORD>(offset);
	position.OffsetHigh = static_cast<DWORD>(offset >> 32);
	DWORD read_bytes = 0;
	const auto wanted = static_cast<DWORD>(std::min<size_t>(count, 1u << 30));
	if (ReadFile(reinterpret_cast<HANDLE>(handle_), buffer, wanted, &read_bytes, &position))
		return read_bytes;
	return GetLastError() == ERROR_HANDLE_EOF ? 0 : -1;
}

#else

static intptr_t openForReading(const std::filesystem::path &file)
{
	return ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
}

static std::error_code lastError()
{
	return {errno, std::system_category()};
}

static void closeHandle(intptr_t handle)
{
	::close(static_cast<int>(handle));
}

std::optional<int64_t> SliceFile::size_bytes() const
{
	struct stat info = {};
	if (fstat(static_cast<int>(handle_), &info) != 0)
		return std::nullopt;
	return info.st_size;
}

int64_t SliceFile::readAt(int64_t offset, char *buffer, size_t count) const
{
	while (true) {
		const ssize_t read_bytes = ::pread(static_cast<int>(handle_), buffer, count, offset);
		if (read_bytes >= 0 || errno != EINTR)
			return read_bytes;
	}
}

#endif

Expected<SliceFile> SliceFile::open(const std::filesystem::path &file, int64_t needed_bytes)
{
	SliceFile opened(openForReading(file));
	if (opened.handle_ == kNone) {
		const auto failure = lastError();
		const bool isMissing = failure == std::errc::no_such_file_or_directory;
		return std::unexpected(isMissing ? fileError(ErrorKind::ClipFile, "file_missing", file, failure)
						 : fileError(ErrorKind::ClipBusy, "file_unreadable", file, failure));
	}
	const auto size_bytes = opened.size_bytes();
	if (!size_bytes)
		return std::unexpected(fileError(ErrorKind::ClipBusy, "file_unreadable", file, lastError()));
	if (*size_bytes < needed_bytes)
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "file_changed", file, "it is shorter than it was"));
	return opened;
}

SliceFile::SliceFile(SliceFile &&other) noexcept : handle_(std::exchange(other.handle_, kNone)) {}

SliceFile &SliceFile::operator=(SliceFile &&other) noexcept
{
	std::swap(handle_, other.handle_);
	return *this;
}

SliceFile::~SliceFile()
{
	if (handle_ != kNone)
		closeHandle(handle_);
}

} // namespace DirectPost::TikTok
