#include <hosting/Place.hpp>

namespace DirectPost::Hosting {

namespace {

constexpr const char *kS3 = "s3";
constexpr const char *kFolder = "folder";

} // namespace

const char *nameOf(PlaceKind kind)
{
	return kind == PlaceKind::S3 ? kS3 : kFolder;
}

std::optional<PlaceKind> placeKindFrom(const std::string &name)
{
	if (name == kS3)
		return PlaceKind::S3;
	return name == kFolder ? std::optional(PlaceKind::Folder) : std::nullopt;
}

bool isFilledIn(const Place &place)
{
	if (place.address.empty() || place.publicAddress.empty())
		return false;
	return place.kind == PlaceKind::Folder ||
	       (!place.bucket.empty() && !place.region.empty() && !place.user.empty());
}

bool needsSecret(const Place &place)
{
	return !place.user.empty();
}

bool isSameLogin(const Place &one, const Place &other)
{
	return one.kind == other.kind && one.address == other.address && one.user == other.user;
}

} // namespace DirectPost::Hosting
