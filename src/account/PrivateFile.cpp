#include "PrivateFile.hpp"

#include <base/FileError.hpp>
#include <base/SaveFile.hpp>

#include <QFile>

#ifndef _WIN32
#include <fcntl.h>
#include <unistd.h>
#endif

namespace DirectPost::Account {

namespace {

constexpr qint64 kLargest_bytes = 1 << 20;

// The rename itself must survive a power cut, too.
void flushFolder([[maybe_unused]] const std::filesystem::path &folder)
{
#ifndef _WIN32
	const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return;
	fsync(descriptor);
	close(descriptor);
#endif
}

} // namespace

Expected<std::optional<QByteArray>> readPrivateFile(const std::filesystem::path &file)
{
	QFile reader(file);
	if (!reader.exists())
		return std::nullopt;
	if (!reader.open(QIODevice::ReadOnly))
		return std::unexpected(fileErrorWithPath(ErrorKind::Disk, "account_file_unreadable", file,
							 reader.errorString().toStdString()));
	QByteArray content = reader.read(kLargest_bytes);
	if (reader.error() != QFileDevice::NoError)
		return std::unexpected(fileErrorWithPath(ErrorKind::Disk, "account_file_unreadable", file,
							 reader.errorString().toStdString()));
	return content;
}

Expected<void> writePrivateFile(const std::filesystem::path &file, const QByteArray &content)
{
	makePrivateFolder(file.parent_path());
	const std::string_view bytes(content.constData(), static_cast<size_t>(content.size()));
	if (auto saved = saveFile(file, bytes, "account_not_saved"); !saved)
		return saved;
	flushFolder(file.parent_path());
	return {};
}

} // namespace DirectPost::Account
