#include "WireReply.hpp"

#include "Replies.hpp"

using namespace DirectPost;
using namespace DirectPost::Fuzz;

namespace {

constexpr std::chrono::seconds kLongestLifetime{10LL * 365 * 86'400};

bool isLifetime(std::chrono::seconds lifetime)
{
	return lifetime.count() >= 0 && lifetime <= kLongestLifetime;
}

} // namespace

// OAuth: flat objects, with errors under HTTP 200.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	const TikTok::HttpReply reply = replyFrom(textOf(bytes, count));
	if (const auto granted = TikTok::readTokenGrant(reply); const auto *grant = checked(granted)) {
		const nlohmann::json object = objectIn(reply);
		mustHold(isSuccess(reply) && wordIn(object, "error").empty(), "no grant comes with an error");
		mustHold(grant->accessToken.reveal() == wordIn(object, "access_token") && !grant->accessToken.isEmpty(),
			 "the access token is the one that was sent");
		mustHold(grant->refreshToken.reveal() == wordIn(object, "refresh_token") &&
				 !grant->refreshToken.isEmpty(),
			 "the refresh token is the one that was sent");
		mustHold(grant->openId == wordIn(object, "open_id") && !grant->openId.empty(), "a grant has an owner");
		mustHold(isLifetime(grant->accessLifetime) && isLifetime(grant->refreshLifetime),
			 "no lifetime overflows a clock");
		mustHold(!grant->grants("video.publish") || grant->scopes.contains("video.publish"),
			 "no scope is granted that was not named");
	}
	if (checked(TikTok::readRevoked(reply)))
		mustHold(isSuccess(reply) && wordIn(objectIn(reply), "error").empty(),
			 "nothing is revoked by an error");
	return 0;
}
