#pragma once

#include <base/FileIdentity.hpp>

#include <nlohmann/json.hpp>

namespace DirectPost::Publish {

// The one shape in which it is kept which version of a file was meant, in the store of posts and in the file of clips:
// {"size_bytes", "modified_ticks", "changed_ns" (left out while not known), "file_id", "edges_sha256"}. Earlier
// versions called the ticks "modified_ns" and knew no change time.
nlohmann::json toJson(const FileIdentity &identity);
// `json` may have other members as well. Throws std::exception where it makes no sense.
FileIdentity fileIdentityFrom(const nlohmann::json &json);

} // namespace DirectPost::Publish
