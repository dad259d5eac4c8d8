#include "InitSteps.hpp"

#include "Random.hpp"
#include "SpamRisk.hpp"

namespace DirectPost::StandIn {
namespace {

constexpr size_t kInitsPerMinute = 6;
constexpr int kMostPendingDrafts = 5;
constexpr auto kCreatorInfoIsFresh = std::chrono::minutes(30);

} // namespace

std::expected<Poster, ApiError> admitPoster(Call &call, std::initializer_list<std::string_view> scopes)
{
	const auto token = authorize(call, scopes);
	if (!token)
		return std::unexpected(token.error());
	if (const auto admitted = admit(call, **token, kInitsPerMinute); !admitted)
		return std::unexpected(admitted.error());
	const Grant &grant = *(*token)->grant;
	return Poster{&grant, call.world.accounts.creator(grant.openId)};
}

std::expected<void, ApiError> checkDirectPostAllowed(const Call &call, const SandboxCreator &creator)
{
	if (const auto risk = spamRisk(call.world, creator); !risk.empty())
		return refusal(risk);
	// It is the account that must be private, whatever the post's privacy.
	if (!call.world.options.audited && !creator.isPrivate)
		return refusal("unaudited_client_can_only_post_to_private_accounts");
	return {};
}

std::expected<void, ApiError> checkDraftAllowed(const Call &call, const SandboxCreator &creator)
{
	if (creator.bannedFromPosting)
		return refusal("spam_risk_user_banned_from_posting");
	if (call.world.posts.recent(creator.openId, true, call.world.clock.now()) >= kMostPendingDrafts)
		return refusal("spam_risk_too_many_pending_share");
	return {};
}

void spendCreatorInfo(Call &call, const SandboxPost &post)
{
	if (post.inits > 1) // the same post, begun anew
		return;
	auto &asked = call.world.accounts.creatorInfosAsked[post.openId];
	const Time now = call.world.clock.now();
	std::erase_if(asked, [&](Time at) { return now - at > kCreatorInfoIsFresh; });
	if (asked.empty())
		call.violation("creator_info_not_asked", {}, post.publishId);
	else
		asked.pop_front();
}

PostEntry newEntry(const SandboxCreator &creator, std::string kind, std::string_view idPrefix)
{
	PostEntry entry;
	entry.post.kind = std::move(kind);
	entry.post.publishId = std::string(idPrefix) + randomDigits(19);
	entry.post.openId = creator.openId;
	entry.post.username = creator.username;
	return entry;
}

} // namespace DirectPost::StandIn
