#pragma once

#include <base/Secret.hpp>

#include <optional>
#include <string>

namespace DirectPost::Hosting {

enum class PlaceKind {
	S3 = 1, // a bucket of any S3-compatible store
	Folder, // of a web server that takes PUT: WebDAV and the like
};

const char *nameOf(PlaceKind kind); // "s3": where it is stored; never changed
std::optional<PlaceKind> placeKindFrom(const std::string &name);

// Where the creator's own pictures are put, and where the web finds them there.
struct Place {
	PlaceKind kind = PlaceKind::S3;
	// https, or http on loopback; without login and query. S3: of the store, without the bucket, which is named in
	// the path ("path style": every S3 server takes it). Folder: of the folder itself.
	std::string address;
	std::string bucket; // S3
	std::string region; // S3; what the store calls it: "eu-central-1", "auto"
	std::string folder; // S3; within the bucket; may be empty
	std::string user;   // S3: the access key's id. Folder: the user's name; empty: no login is wanted
	// https; what lies in the folder is found below it. TikTok fetches only below a verified prefix (API
	// reference, photo post, "URL properties").
	std::string publicAddress;
	bool isRemovedOncePosted = false; // when TikTok has published the post, and so has its own copy

	bool operator==(const Place &) const = default;
};

// Whether nothing is left to fill in but, perhaps, the secret.
bool isFilledIn(const Place &place);
bool needsSecret(const Place &place);
// A secret goes nowhere but to where it was entered for.
bool isSameLogin(const Place &one, const Place &other);

// With what belongs to its user: the secret access key, or the password.
struct Login {
	Place place;
	Secret secret;
};

} // namespace DirectPost::Hosting
