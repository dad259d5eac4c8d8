#include <base/FileError.hpp>
#include <base/SaveFile.hpp>

#include "HeldFile.hpp"

#include <QFileInfo>
#include <QSaveFile>

namespace DirectPost {

namespace {

struct Outcome {
	QFileDevice::FileError error = QFileDevice::NoError;
	QString words;
};

Outcome save(const QString &file, std::string_view content)
{
	QSaveFile writer(file);
	if (!writer.open(QIODevice::WriteOnly))
		return {writer.error(), writer.errorString()};
	// While the file is still empty: its content is never readable to others, not even for a moment.
	writer.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
	const auto size = static_cast<qint64>(content.size());
	if (writer.write(content.data(), size) != size || !writer.commit()) // commit() flushes to disk
		return {writer.error(), writer.errorString()};
	return {};
}

} // namespace

Expected<void> saveFile(const std::filesystem::path &file, std::string_view content, const char *code)
{
	const QString name = QFileInfo(file).filePath();
	const Outcome outcome =
		untilNobodyHoldsIt([&] { return save(name, content); },
				   // Somebody looks at what was just written, or reads the old one.
				   [](const Outcome &last) { return last.error == QFileDevice::RenameError; });
	if (outcome.error != QFileDevice::NoError)
		return std::unexpected(fileErrorWithPath(ErrorKind::Disk, code, file, outcome.words.toStdString()));
	return {};
}

void makePrivateFolder(const std::filesystem::path &folder)
{
	std::error_code ignored;
	std::filesystem::create_directories(folder, ignored);
	std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
}

} // namespace DirectPost
