#include "Posting.hpp"

#include "Api.hpp"
#include "PostRules.hpp"

namespace DirectPost::StandIn {
namespace {

constexpr size_t kStatusesPerMinute = 30;

std::expected<PostEntry *, ApiError> findPost(Call &call)
{
	const auto token = authorize(call, {"video.publish", "video.upload"});
	if (!token)
		return std::unexpected(token.error());
	if (const auto admitted = admit(call, **token, kStatusesPerMinute); !admitted)
		return std::unexpected(admitted.error());
	const auto body = jsonBody(call);
	if (!body)
		return std::unexpected(body.error());
	noteUnknownMembers(call, *body, {"publish_id"});
	const auto publishId = stringMember(*body, "publish_id");
	if (!publishId)
		return std::unexpected(publishId.error());
	PostEntry *entry = call.world.posts.find(publishId->value_or(""));
	if (!entry)
		return refusal("invalid_publish_id", "The publish_id does not exist.");
	if (entry->post.openId != (*token)->grant->openId)
		return refusal("token_not_authorized_for_specified_publish_id");
	return entry;
}

void strikeStatus(Call &call, nlohmann::json &data)
{
	const auto armed = call.world.faults.take(FaultPhase::Status, call.record.endpoint);
	if (!armed)
		return;
	call.world.faults.hit(armed->id);
	call.record.fault = armed->fault.name;
	const std::string &name = armed->fault.name;
	if (name == "status_id_missing") {
		data.erase("publicaly_available_post_id");
	} else if (name == "status_id_empty") {
		data["publicaly_available_post_id"] = nlohmann::json::array();
	} else if (name == "status_id_spelled_right") {
		data["publicly_available_post_id"] = data.value("publicaly_available_post_id", nlohmann::json::array());
		data.erase("publicaly_available_post_id");
	} else if (name == "status_unknown") {
		data["status"] = armed->fault.code.empty() ? "PROCESSING_SOMETHING_NEW" : armed->fault.code;
	} else {
		data.erase("uploaded_bytes");
	}
}

ApiResult status(Call &call)
{
	const auto entry = findPost(call);
	if (!entry)
		return std::unexpected(entry.error());
	const SandboxPost &post = (*entry)->post;
	nlohmann::json data{{"status", post.status}};
	if (!post.failReason.empty())
		data["fail_reason"] = post.failReason;
	if (!post.postIds.empty())
		data["publicaly_available_post_id"] = post.postIds;
	data[post.source == "PULL_FROM_URL" ? "downloaded_bytes" : "uploaded_bytes"] =
		post.stored_bytes + (*entry)->partial_bytes;
	strikeStatus(call, data);
	return data;
}

ApiResult cancel(Call &call)
{
	const auto entry = findPost(call);
	if (!entry)
		return std::unexpected(entry.error());
	SandboxPost &post = (*entry)->post;
	if (post.status != "PROCESSING_DOWNLOAD")
		return refusal("publish_not_cancellable", "The post cannot be cancelled any more.");
	post.status = "FAILED";
	post.failReason = "publish_cancelled";
	return nlohmann::json::object();
}

} // namespace

void serveStatus(Call &call)
{
	replyEnvelope(call, status(call));
}

void serveCancel(Call &call)
{
	replyEnvelope(call, cancel(call));
}

} // namespace DirectPost::StandIn
