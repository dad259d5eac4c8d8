#include "WireReply.hpp"

#include "Replies.hpp"

#include <algorithm>

using namespace DirectPost;
using namespace DirectPost::Fuzz;

namespace {

void checkEnvelope(const TikTok::HttpReply &reply)
{
	const nlohmann::json object = objectIn(reply);
	mustHold(isSuccess(reply), "only a success brings data");
	const std::string said = object.contains("error") ? wordIn(object["error"], "code") : std::string();
	mustHold(said.empty() || said == "ok", "no data come with an error");
	mustHold(object.contains("data") && object["data"].is_object(), "data is an object");
}

void checkCreator(const TikTok::CreatorInfo &info, const TikTok::HttpReply &reply)
{
	mustHold(info.maxVideoDuration_s >= 0, "no video may be of negative length");
	const nlohmann::json options = objectIn(reply)["data"]["privacy_level_options"];
	for (const auto level : info.privacyLevels)
		mustHold(std::ranges::count(options, nlohmann::json(TikTok::wireName(level))) > 0,
			 "no privacy is offered that TikTok did not name");
}

void checkTickets(const TikTok::HttpReply &reply)
{
	const auto video = TikTok::readVideoTicket(reply);
	const auto photo = TikTok::readPhotoTicket(reply);
	if (const auto *ticket = checked(video)) {
		checkEnvelope(reply);
		mustHold(!ticket->publishId.empty() && !ticket->uploadUrl.isEmpty(), "a ticket says who and where to");
		mustHold(photo && photo->publishId == ticket->publishId, "every video ticket names a post");
	}
	if (const auto *ticket = checked(photo)) {
		checkEnvelope(reply);
		mustHold(!ticket->publishId.empty() && ticket->uploadUrl.isEmpty(), "photos are not uploaded");
	}
}

} // namespace

// The API wraps data and error: account card, creator info, the tickets of both kinds of post.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	const TikTok::HttpReply reply = replyFrom(textOf(bytes, count));
	if (const auto profile = TikTok::readProfile(reply); checked(profile)) {
		checkEnvelope(reply);
		mustHold(!profile->openId.empty(), "a profile has an owner");
	}
	if (const auto info = TikTok::readCreatorInfo(reply); checked(info)) {
		checkEnvelope(reply);
		checkCreator(*info, reply);
	}
	checkTickets(reply);
	return 0;
}
