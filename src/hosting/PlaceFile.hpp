#pragma once

#include <hosting/Place.hpp>

#include <QByteArray>

#include <filesystem>
#include <string>

namespace DirectPost::Hosting {

// What photo-hosting.json holds: a file in the settings folder, without anything secret in the clear.
struct StoredPlace {
	Place place;
	QByteArray sealedSecret; // by the account's vault; empty: there is none

	bool operator==(const StoredPlace &) const = default;
};

// An empty one where there is no file, or none that makes sense.
StoredPlace loadPlace(const std::filesystem::path &file);
std::string placeText(const StoredPlace &stored);

} // namespace DirectPost::Hosting
