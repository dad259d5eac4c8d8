#include "JsonFile.hpp"

#include <base/FileError.hpp>

#include <QFile>

namespace DirectPost::Compose {

namespace {

nlohmann::json parsed(QFile &file)
{
	const QByteArray text = file.readAll();
	return nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
}

} // namespace

Expected<std::optional<nlohmann::json>> readJson(const std::filesystem::path &file, const char *code)
{
	QFile reader(file);
	if (!reader.exists())
		return std::nullopt;
	if (!reader.open(QIODevice::ReadOnly))
		return std::unexpected(fileError(ErrorKind::Disk, code, file, reader.errorString().toStdString()));
	return parsed(reader);
}

nlohmann::json readObject(const std::filesystem::path &file)
{
	QFile reader(file);
	if (!reader.open(QIODevice::ReadOnly))
		return nlohmann::json::object();
	nlohmann::json json = parsed(reader);
	return json.is_object() ? std::move(json) : nlohmann::json::object();
}

std::string textOf(const nlohmann::json &json)
{
	return json.dump(1, '\t', false, nlohmann::json::error_handler_t::replace);
}

} // namespace DirectPost::Compose
