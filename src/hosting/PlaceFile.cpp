#include "PlaceFile.hpp"

#include <nlohmann/json.hpp>

#include <QFile>

namespace DirectPost::Hosting {

namespace {

using Json = nlohmann::json;

StoredPlace placeFrom(const Json &json)
{
	const auto text = [&json](const char *name) {
		return json.value(name, std::string());
	};
	StoredPlace stored;
	stored.place = {.kind = placeKindFrom(text("kind")).value_or(PlaceKind::S3),
			.address = text("address"),
			.bucket = text("bucket"),
			.region = text("region"),
			.folder = text("folder"),
			.user = text("user"),
			.publicAddress = text("public_address"),
			.isRemovedOncePosted = json.value("is_removed_once_posted", false)};
	stored.sealedSecret = QByteArray::fromStdString(text("sealed_secret"));
	return stored;
}

} // namespace

StoredPlace loadPlace(const std::filesystem::path &file)
{
	QFile reader(file);
	if (!reader.open(QIODevice::ReadOnly))
		return {};
	const QByteArray text = reader.readAll();
	const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
	if (!json.is_object())
		return {};
	try {
		return placeFrom(json);
	} catch (const std::exception &) {
		return {}; // a field is no text
	}
}

std::string placeText(const StoredPlace &stored)
{
	const Place &place = stored.place;
	const Json json = {{"kind", nameOf(place.kind)},
			   {"address", place.address},
			   {"bucket", place.bucket},
			   {"region", place.region},
			   {"folder", place.folder},
			   {"user", place.user},
			   {"public_address", place.publicAddress},
			   {"is_removed_once_posted", place.isRemovedOncePosted},
			   {"sealed_secret", stored.sealedSecret.toStdString()}};
	return json.dump(1, '\t', false, Json::error_handler_t::replace);
}

} // namespace DirectPost::Hosting
