#include <base/FileIdentity.hpp>
#include <base/FileError.hpp>

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <vector>

#ifdef _WIN32
#include <windows.h>
#else
#include <sys/stat.h>
#endif

namespace DirectPost {

namespace {

constexpr int64_t kEdge_bytes = 1 << 20;
constexpr int64_t kBlock_bytes = 64 << 10;

// What only the system knows of it: fileId and changed_ns.
void askSystem(const std::filesystem::path &file, FileIdentity &identity)
{
#ifdef _WIN32
	// With backup semantics, it may be a folder.
	const HANDLE handle = CreateFileW(file.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
					  nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr);
	if (handle == INVALID_HANDLE_VALUE)
		return;
	BY_HANDLE_FILE_INFORMATION info = {};
	if (GetFileInformationByHandle(handle, &info))
		identity.fileId = std::to_string(info.dwVolumeSerialNumber) + ":" +
				  std::to_string(info.nFileIndexHigh) + ":" + std::to_string(info.nFileIndexLow);
	// NTFS's change time is left out: virus scanners and sync programs move it, and the post would fail for it.
	CloseHandle(handle);
#else
	struct stat info = {};
	if (stat(file.c_str(), &info) != 0)
		return;
#ifdef __APPLE__
	const timespec &changed = info.st_ctimespec;
#else
	const timespec &changed = info.st_ctim;
#endif
	identity.fileId = std::to_string(info.st_dev) + ":" + std::to_string(info.st_ino);
	identity.changed_ns = int64_t(changed.tv_sec) * 1'000'000'000 + changed.tv_nsec;
#endif
}

Error outOfReach(const std::filesystem::path &file, std::error_code failure)
{
	const bool isMissing = failure == std::errc::no_such_file_or_directory || failure == std::errc::not_a_directory;
	return isMissing ? fileError(ErrorKind::ClipFile, "file_missing", file, failure)
			 : fileError(ErrorKind::ClipBusy, "file_unreadable", file, failure);
}

// False where not all of them could be read: a disk that went away meanwhile is no other content.
bool addBytes(QCryptographicHash &hash, QFile &reader, int64_t begin, int64_t end)
{
	if (!reader.seek(begin))
		return false;
	std::vector<char> block(kBlock_bytes);
	for (int64_t at = begin; at < end;) {
		const qint64 got_bytes = reader.read(block.data(), std::min(kBlock_bytes, end - at));
		if (got_bytes <= 0)
			return false;
		hash.addData(QByteArrayView(block.data(), got_bytes));
		at += got_bytes;
	}
	return true;
}

} // namespace

bool FileIdentity::isChangedSince(const FileIdentity &earlier) const
{
	return earlier.changed_ns != 0 && changed_ns > earlier.changed_ns;
}

std::string FileIdentity::diskId() const
{
	return fileId.substr(0, fileId.find(':'));
}

bool FileIdentity::looksLike(const FileIdentity &earlier) const
{
	return size_bytes == earlier.size_bytes && modified_ticks == earlier.modified_ticks &&
	       fileId == earlier.fileId && !isChangedSince(earlier);
}

bool FileIdentity::isSameContent(const FileIdentity &earlier) const
{
	const bool isReadWhole = size_bytes <= 2 * kEdge_bytes;
	return size_bytes == earlier.size_bytes && modified_ticks == earlier.modified_ticks && !edgesSha256.empty() &&
	       edgesSha256 == earlier.edgesSha256 && (isReadWhole || !isChangedSince(earlier));
}

std::string FileIdentity::contentId() const
{
	return edgesSha256.empty() ? std::string() : std::to_string(size_bytes) + ":" + edgesSha256;
}

Expected<FileIdentity> identifyQuickly(const std::filesystem::path &file)
{
	std::error_code failure;
	const auto size_bytes = std::filesystem::file_size(file, failure);
	if (failure)
		return std::unexpected(outOfReach(file, failure));
	const auto modified = std::filesystem::last_write_time(file, failure);
	if (failure)
		return std::unexpected(outOfReach(file, failure));

	FileIdentity identity;
	identity.size_bytes = static_cast<int64_t>(size_bytes);
	identity.modified_ticks = modified.time_since_epoch().count();
	askSystem(file, identity);
	return identity;
}

std::string diskOf(const std::filesystem::path &folder)
{
	FileIdentity identity;
	askSystem(folder, identity);
	return identity.diskId();
}

Expected<FileIdentity> identify(const std::filesystem::path &file)
{
	auto identity = identifyQuickly(file);
	if (!identity)
		return identity;

	QFile reader(file);
	if (!reader.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
		return std::unexpected(
			fileError(ErrorKind::ClipBusy, "file_unreadable", file, reader.errorString().toStdString()));

	const int64_t firstEnd = std::min(kEdge_bytes, identity->size_bytes);
	const int64_t lastBegin = std::max(firstEnd, identity->size_bytes - kEdge_bytes);
	QCryptographicHash hash(QCryptographicHash::Sha256);
	if (!addBytes(hash, reader, 0, firstEnd) || !addBytes(hash, reader, lastBegin, identity->size_bytes))
		return std::unexpected(
			fileError(ErrorKind::ClipBusy, "file_unreadable", file, reader.errorString().toStdString()));
	identity->edgesSha256 = hash.result().toHex().toStdString();
	return identity;
}

} // namespace DirectPost
