#include "Posting.hpp"

#include "Api.hpp"
#include "PostRules.hpp"
#include "SpamRisk.hpp"

#include <algorithm>
#include <array>

namespace DirectPost::StandIn {
namespace {

constexpr size_t kUserInfosPerMinute = 600;
constexpr size_t kCreatorInfosPerMinute = 20;

struct UserField {
	std::string_view name;
	std::string_view scope;
};

constexpr std::array kUserFields = {
	UserField{"open_id", "user.info.basic"},           UserField{"union_id", "user.info.basic"},
	UserField{"avatar_url", "user.info.basic"},        UserField{"avatar_url_100", "user.info.basic"},
	UserField{"avatar_large_url", "user.info.basic"},  UserField{"display_name", "user.info.basic"},
	UserField{"bio_description", "user.info.profile"}, UserField{"profile_deep_link", "user.info.profile"},
	UserField{"username", "user.info.profile"},        UserField{"is_verified", "user.info.profile"},
	UserField{"follower_count", "user.info.stats"},    UserField{"following_count", "user.info.stats"},
	UserField{"likes_count", "user.info.stats"},       UserField{"video_count", "user.info.stats"},
};

std::string avatarUrl(const World &world, const SandboxCreator &creator)
{
	const Time expires = world.clock.now() + world.options.avatarLifetime;
	const auto expires_s = std::chrono::duration_cast<std::chrono::seconds>(expires.time_since_epoch()).count();
	return world.baseUrl + "/avatar/" + creator.username + ".png?x-expires=" + std::to_string(expires_s);
}

nlohmann::json userField(const World &world, const SandboxCreator &creator, std::string_view name)
{
	if (name == "open_id")
		return creator.openId;
	if (name == "union_id")
		return "union-" + creator.openId;
	if (name == "display_name")
		return creator.nickname;
	if (name == "username")
		return creator.username;
	if (name == "profile_deep_link")
		return world.baseUrl + "/@" + creator.username;
	if (name == "bio_description")
		return "";
	if (name == "is_verified")
		return false;
	if (name.ends_with("_count"))
		return 0;
	return avatarUrl(world, creator);
}

ApiResult userInfo(Call &call)
{
	const auto token = authorize(call, {"user.info.basic", "user.info.profile", "user.info.stats"});
	if (!token)
		return std::unexpected(token.error());
	if (const auto admitted = admit(call, **token, kUserInfosPerMinute); !admitted)
		return std::unexpected(admitted.error());
	const auto names = splitList(call.queryFields().value("fields"));
	if (names.empty())
		return refusal("invalid_params", "The fields are missing.");
	const SandboxCreator &creator = *call.world.accounts.creator((*token)->grant->openId);
	nlohmann::json user;
	for (const auto &name : names) {
		const auto field = std::ranges::find(kUserFields, name, &UserField::name);
		if (field == kUserFields.end())
			return refusal("invalid_params", "There is no field " + name + ".");
		if (!std::ranges::contains((*token)->grant->scopes, std::string(field->scope)))
			return refusal("scope_permission_missed",
				       "The field " + name + " needs the scope " + std::string(field->scope) + ".");
		user[name] = userField(call.world, creator, name);
	}
	return nlohmann::json{{"user", user}};
}

ApiResult creatorInfo(Call &call)
{
	const auto token = authorize(call, {"video.publish"});
	if (!token)
		return std::unexpected(token.error());
	if (const auto admitted = admit(call, **token, kCreatorInfosPerMinute); !admitted)
		return std::unexpected(admitted.error());
	const Grant &grant = *(*token)->grant;
	const SandboxCreator &creator = *call.world.accounts.creator(grant.openId);
	call.world.accounts.creatorInfosAsked[grant.openId].push_back(call.world.clock.now());
	if (const auto risk = spamRisk(call.world, creator); !risk.empty())
		return refusal(risk);
	return nlohmann::json{{"creator_avatar_url", avatarUrl(call.world, creator)},
			      {"creator_username", creator.username},
			      {"creator_nickname", creator.nickname},
			      {"privacy_level_options", creator.privacyLevels()},
			      {"comment_disabled", creator.commentDisabled},
			      {"duet_disabled", creator.duetDisabled || creator.isPrivate},
			      {"stitch_disabled", creator.stitchDisabled || creator.isPrivate},
			      {"max_video_post_duration_sec", creator.maxVideoPostDuration_s}};
}

} // namespace

void serveUserInfo(Call &call)
{
	replyEnvelope(call, userInfo(call));
}

void serveCreatorInfo(Call &call)
{
	replyEnvelope(call, creatorInfo(call));
}

} // namespace DirectPost::StandIn
