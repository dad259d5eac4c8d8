#include "WireReply.hpp"

#include "Replies.hpp"

#include <algorithm>

using namespace DirectPost;
using namespace DirectPost::Fuzz;

// What TikTok says about a post decides whether it is ever begun anew: nothing may be read into it.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	const TikTok::HttpReply reply = replyFrom(textOf(bytes, count));
	const auto read = TikTok::readStatus(reply);
	const auto *status = checked(read);
	if (!status)
		return 0;
	nlohmann::json object = objectIn(reply);
	const std::string said = wordIn(object["error"], "code");
	const nlohmann::json &data = object["data"];
	const std::string word = wordIn(data, "status");
	const bool isVerdict = word == "PUBLISH_COMPLETE" || word == "FAILED";
	mustHold(isSuccess(reply) && (isVerdict || said.empty() || said == "ok"), "only a verdict outweighs an error");
	mustHold((status->stage == TikTok::PostStage::Published) == (word == "PUBLISH_COMPLETE"),
		 "published is what TikTok calls published");
	mustHold((status->stage == TikTok::PostStage::Failed) == (word == "FAILED"),
		 "failed is what TikTok calls failed");
	const bool isReasonANumber = data.contains("fail_reason") && data["fail_reason"].is_number_integer();
	mustHold(isReasonANumber || status->failReason == wordIn(data, "fail_reason"), "the reason is TikTok's");
	mustHold(!status->uploaded_bytes || (data.contains("uploaded_bytes") && *status->uploaded_bytes >= 0),
		 "bytes that were uploaded are counted from zero");
	mustHold(status->postIds.empty() || data.contains("publicaly_available_post_id") ||
			 data.contains("publicly_available_post_id"),
		 "ids of posts are TikTok's");
	mustHold(std::ranges::all_of(status->postIds, [](int64_t id) { return id > 0; }),
		 "ids of posts lead to a page");
	return 0;
}
