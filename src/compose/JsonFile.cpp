#include "JsonFile.hpp"

#include <base/SaveFile.hpp>

#include <QFile>

namespace DirectPost::Compose {

std::expected<nlohmann::json, NotRead> readJson(const std::filesystem::path &file)
{
	QFile reader(file);
	if (!reader.exists())
		return std::unexpected(NotRead::NoFile);
	if (!reader.open(QIODevice::ReadOnly))
		return std::unexpected(NotRead::Unreadable);
	const QByteArray text = reader.readAll();
	nlohmann::json json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
	if (json.is_discarded())
		return std::unexpected(NotRead::NoJson);
	return json;
}

bool writeJson(const std::filesystem::path &file, const std::string &text)
{
	return saveFile(file, text).has_value();
}

std::string textOf(const nlohmann::json &json)
{
	return json.dump(1, '\t', false, nlohmann::json::error_handler_t::replace);
}

} // namespace DirectPost::Compose
