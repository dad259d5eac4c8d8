#include "JsonFile.hpp"

#include <base/FileError.hpp>

#include <QFile>
#include <QSaveFile>

namespace DirectPost::Compose {

Expected<nlohmann::json> readJson(const std::filesystem::path &file)
{
	QFile reader(file);
	if (!reader.exists())
		return std::unexpected(fileError(ErrorKind::Disk, "no_file", file, ""));
	if (!reader.open(QIODevice::ReadOnly))
		return std::unexpected(
			fileError(ErrorKind::Disk, "unreadable", file, reader.errorString().toStdString()));
	const QByteArray text = reader.readAll();
	nlohmann::json json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
	if (json.is_discarded())
		return std::unexpected(fileError(ErrorKind::Disk, "no_json", file, ""));
	return json;
}

bool writeJson(const std::filesystem::path &file, const std::string &text)
{
	QSaveFile writer(QString::fromStdU16String(file.u16string()));
	return writer.open(QIODevice::WriteOnly) &&
	       writer.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size()) &&
	       writer.commit();
}

std::string textOf(const nlohmann::json &json)
{
	return json.dump(1, '\t', false, nlohmann::json::error_handler_t::replace);
}

} // namespace DirectPost::Compose
