#include <publish/FileIdentityJson.hpp>

#include "JsonInteger.hpp"

namespace DirectPost::Publish {

nlohmann::json toJson(const FileIdentity &identity)
{
	nlohmann::json json = {{"size_bytes", identity.size_bytes},
			       {"modified_ticks", identity.modified_ticks},
			       {"file_id", identity.fileId},
			       {"edges_sha256", identity.edgesSha256}};
	if (identity.changed_ns != 0)
		json["changed_ns"] = identity.changed_ns;
	return json;
}

FileIdentity fileIdentityFrom(const nlohmann::json &json)
{
	const char *modified = json.contains("modified_ticks") ? "modified_ticks" : "modified_ns";
	return {.size_bytes = integerFrom<int64_t>(json, "size_bytes"),
		.modified_ticks = integerFrom<int64_t>(json, modified),
		.fileId = json.at("file_id").get<std::string>(),
		.edgesSha256 = json.at("edges_sha256").get<std::string>(),
		.changed_ns = json.contains("changed_ns") ? integerFrom<int64_t>(json, "changed_ns") : 0};
}

} // namespace DirectPost::Publish
