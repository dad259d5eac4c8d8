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

static int64_t joined(DWORD high, DWORD low)
{
	return static_cast<int64_t>(uint64_t(high) << 32 | low);
}

std::optional<SliceFile::State> SliceFile::state() const
{
	BY_HANDLE_FILE_INFORMATION info = {};
	if (!GetFileInformationByHandle(reinterpret_cast<HANDLE>(handle_), &info))
		return std::nullopt;
	return State{.size_bytes = joined(info.nFileSizeHigh, info.nFileSizeLow),
		     .written = joined(info.ftLastWriteTime.dwHighDateTime, info.ftLastWriteTime.dwLowDateTime)};
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

static int64_t nanoseconds(const timespec &time)
{
	return int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

std::optional<SliceFile::State> SliceFile::state() const
{
	struct stat info = {};
	if (fstat(static_cast<int>(handle_), &info) != 0)
		return std::nullopt;
#ifdef __APPLE__
	const timespec &written = info.st_mtimespec, &touched = info.st_ctimespec;
#else
	const timespec &written = info.st_mtim, &touched = info.st_ctim;
#endif
	return State{.size_bytes = info.st_size, .written = nanoseconds(written), .touched = nanoseconds(touched)};
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
	const auto state = opened.state();
	if (!state)
		return std::unexpected(fileError(ErrorKind::ClipBusy, "file_unreadable", file, lastError()));
	if (state->size_bytes < needed_bytes)
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "file_changed", file, "it is shorter than it was"));
	opened.opened_ = *state;
	return opened;
}

SliceFile::Change SliceFile::changeSinceOpened() const
{
	const auto now = state();
	if (!now)
		return Change::Unknown;
	if (*now == opened_)
		return Change::None;
	const bool isOnlyTouched = now->size_bytes == opened_.size_bytes && now->written == opened_.written;
	return isOnlyTouched ? Change::Touched : Change::Content;
}

SliceFile::SliceFile(SliceFile &&other) noexcept : handle_(std::exchange(other.handle_, kNone)), opened_(other.opened_)
{
}

SliceFile &SliceFile::operator=(SliceFile &&other) noexcept
{
	std::swap(handle_, other.handle_);
	std::swap(opened_, other.opened_);
	return *this;
}

SliceFile::~SliceFile()
{
	if (handle_ != kNone)
		closeHandle(handle_);
}

} // namespace DirectPost::TikTok
