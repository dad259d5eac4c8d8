#include "JsonFile.hpp"

#include <base/FileError.hpp>

#include <QFile>

namespace DirectPost::Compose {

Expected<std::optional<nlohmann::json>> readJson(const std::filesystem::path &file, const char *code)
{
	QFile reader(file);
	if (!reader.exists())
		return std::nullopt;
	if (!reader.open(QIODevice::ReadOnly))
		return std::unexpected(fileError(ErrorKind::Disk, code, file, reader.errorString().toStdString()));
	const QByteArray text = reader.readAll();
	return nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
}

nlohmann::json readObject(const std::filesystem::path &file)
{
	QFile reader(file);
	if (!reader.open(QIODevice::ReadOnly))
		return nlohmann::json::object();
	const QByteArray text = reader.readAll();
	nlohmann::json json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
	return json.is_object() ? std::move(json) : nlohmann::json::object();
}

std::string textOf(const nlohmann::json &json)
{
	return json.dump(1, '\t', false, nlohmann::json::error_handler_t::replace);
}

} // namespace DirectPost::Compose
